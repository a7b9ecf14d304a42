import type { WindowRow } from './window-row.js';

/**
 * How unsure a model is of a ticket: the entropy of a head's probabilities, 1 when all labels are alike (Hendrycks &
 * Gimpel 2017, A Baseline for Detecting Misclassified and Out-of-Distribution Examples, arXiv 1610.02136, by the largest
 * one); the mean over the heads.
 * @throws RangeError when a row has no probabilities
 */
export function uncertaintyOf(probabilities: WindowRow['probabilities']): number {
  const heads = Object.values(probabilities);
  if (heads.length === 0) throw new RangeError('The row has no probabilities.');
  return heads.reduce((sum, head) => sum + entropyOf(head), 0) / heads.length;
}

function entropyOf(probabilities: Float32Array): number {
  if (probabilities.length < 2) return 0;
  let sum = 0;
  for (const probability of probabilities) if (probability > 0) sum -= probability * Math.log(probability);
  return sum / Math.log(probabilities.length);
}
