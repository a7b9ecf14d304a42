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
