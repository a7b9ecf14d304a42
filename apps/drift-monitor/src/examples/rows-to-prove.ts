import { wilsonLowerBound, z95 } from '@driftdesk/ml';

/** What agents' labels say of a champion. */
export interface LabelledErrors {
  readonly labelled: number;
  readonly wrong: number;
  /** Share of errors that the champion made when it was tested. */
  readonly expected: number;
}

/**
 * How many rows it takes to prove what there is to gain. A retrained version can win back at most the share e of answers
 * that the champion gets wrong more often than in its test. On the rows that judge it, each gain is an answer put right,
 * which has mean e and variance below e, so the lower bound is above 0 when there are more than z² / e, z being that of the
 * gates' 95 % bounds. e is the lower bound of what has been seen, or chance would hurry a training that must fail.
 * @returns infinity when nothing speaks of a gain
 */
export function rowsToProve({ labelled, wrong, expected }: LabelledErrors): number {
  return z95 ** 2 / Math.max(0, wilsonLowerBound(wrong, labelled) - expected);
}
