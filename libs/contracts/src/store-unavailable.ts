/**
 * The store takes no writes for now, and nothing is wrong with what was asked: whoever wrote tries again later, and no
 * event is marked. `full`: there is no space, and reading goes on. `stopped`: it opens again by itself.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(
    readonly reason: 'full' | 'stopped',
    sentence: string,
  ) {
    super(sentence);
  }
}

/** What the system says when a disk, or what a user may have of it, is full. */
const noSpace = new Set(['ENOSPC', 'EDQUOT']);

/** @returns the error as one for lack of a store, which that of any file is that finds no space; nothing for any other */
export function storeUnavailable(error: unknown): StoreUnavailable | undefined {
  if (error instanceof StoreUnavailable) return error;
  const { code, path } = Object(error) as { code?: unknown; path?: unknown };
  if (typeof code !== 'string' || !noSpace.has(code)) return undefined;
  const file = typeof path === 'string' ? `${path} could not be written` : 'a file could not be written';
  return new StoreUnavailable('full', `The disk is full: ${file}. Free some space on it.`);
}
