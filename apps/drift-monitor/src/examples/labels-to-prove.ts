import { wilsonLowerBound } from '@driftdesk/ml';

/** What agents' labels say of a champion. */
export interface LabelledErrors {
  readonly labelled: number;
  readonly wrong: number;
  /** Share of errors that the champion made when it was tested. */
  readonly expected: number;
}

/** Of the standard normal distribution, at the two-sided 95 % bound that the gates ask for. */
const z = 1.96;

/**
 * How many labels it takes to prove what there is to gain. A retrained version can win back at most the share e of answers
 * that the champion gets wrong more often than in its test. It is judged on n = `sliceShare` × labels rows; there each gain is
 * an answer put right, which has mean e and variance below e, so the lower bound is above 0 when n > z² / e. e is
 * the lower bound of what has been seen, or chance would hurry a training that must fail.
 * @returns infinity when nothing speaks of a gain
 */
export function labelsToProve({ labelled, wrong, expected }: LabelledErrors, sliceShare: number): number {
  const gain = Math.max(0, wilsonLowerBound(wrong, labelled) - expected);
  return Math.ceil(z ** 2 / (gain * sliceShare));
}
