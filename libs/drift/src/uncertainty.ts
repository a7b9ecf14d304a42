import type { WindowRow } from './window-row.js';

/**
 * How unsure a model is of a ticket, 0 to 1: the mean over its heads of the normalised entropy of their probabilities, 1 when
 * all labels are equally likely. Hendrycks & Gimpel 2017 (A Baseline for Detecting Misclassified and Out-of-Distribution
 * Examples, arXiv 1610.02136) use the largest probability to the same end.
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
