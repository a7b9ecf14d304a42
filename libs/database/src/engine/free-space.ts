import { statfs } from 'node:fs/promises';
import { StoreUnavailable } from '@driftdesk/contracts';
import { every } from './every.js';

/** Free space of the disk that holds the store, against what is kept for the desk itself. */
export interface Space {
  /** Less than the reserve is free: nothing is written until more is. */
  readonly full: boolean;
  readonly freeBytes: number;
  readonly reserveBytes: number;
}

/** SQLSTATEs: read_only_sql_transaction, which the store is in while the disk is full, and disk_full. */
const lackOfSpace = new Set(['25006', '53100']);

/** @returns what whoever wrote is told when PostgreSQL refused for lack of space */
export function refusedWrite(sqlState: string | undefined): StoreUnavailable | undefined {
  return sqlState !== undefined && lackOfSpace.has(sqlState) ? new StoreUnavailable('full', fullSentence) : undefined;
}

export const fullSentence =
  'The disk of the desk is full: nothing new is stored until space is free again. Reads go on, except those that the audit must record.';

/** So much more than the reserve must be free before writes begin again: what they write does not stop them at once. */
const comfort = 1.25;

/** Looks four times a second: the store writes less than the reserve between two looks. */
const everyMs = 250;

/**
 * @param onChange told when the disk of the folder becomes full and when it no longer is; awaited before the next look,
 *   and told again when it throws
 * @returns how to stop; resolves when no look is at work
 */
export function watchSpace(
  folder: string,
  reserveBytes: number,
  onChange: (space: Space) => Promise<void>,
): () => Promise<void> {
  let full = false;
  return every(everyMs, async () => {
    const { bavail, bsize } = await statfs(folder);
    const freeBytes = bavail * bsize;
    if (freeBytes < reserveBytes * (full ? comfort : 1) === full) return;
    await onChange({ full: !full, freeBytes, reserveBytes });
    full = !full;
  });
}
