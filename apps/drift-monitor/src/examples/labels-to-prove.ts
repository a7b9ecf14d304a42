import { wilsonLowerBound } from '@driftdesk/ml';

/** What agents' labels say of one head of the champion. */
export interface HeadErrors {
  readonly labelled: number;
  readonly wrong: number;
  /** Share of errors that the champion made when it was tested. */
  readonly expected: number;
}

/** A retraining comes with so many times the first labels at the latest. */
const most = 4;
/** Of the standard normal distribution, at the two-sided 95 % bound that the gates ask for. */
const z = 1.96;

/**
 * How many labels it takes to prove what there is to gain. A retrained version can win back at most the share e of answers
 * that the champion gets wrong more often than in its test. It is judged on n = `sliceShare` × labels rows; there each gain is
 * an answer put right, which has mean e and variance below e, so the lower bound is above 0 when n > z² / e. e is
 * the lower bound of what has been seen, or chance would hurry a training that must fail. The surest head counts.
 * @returns from `labels` to four times as many
 */
export function labelsToProve(
  heads: readonly HeadErrors[],
  { labels, sliceShare }: { readonly labels: number; readonly sliceShare: number },
): number {
  const gains = heads.map(({ labelled, wrong, expected }) => wilsonLowerBound(wrong, labelled) - expected);
  const gain = Math.max(0, ...gains);
  return Math.max(labels, Math.ceil(Math.min(most * labels, z ** 2 / (gain * sliceShare))));
}
