import type { Reading } from './reading.js';

/** A sentence of a passage that may support one of an answer. */
export interface Source {
  readonly reading: Reading;
  /** Its place among the sentences of its passage, and the passage's number. */
  readonly at: number;
  readonly passage: number;
}
