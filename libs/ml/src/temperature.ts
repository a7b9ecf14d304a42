import { meanNegativeLogLikelihood } from './softmax.js';

const coldest = Math.log(0.05);
const hottest = Math.log(20);
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature that makes held-out labels likeliest (Guo et al. 2017, On Calibration of Modern Neural Networks),
 * between 0.05 and 20. The likelihood has one minimum along it, so a golden-section search over ln T finds it.
 */
export function fitTemperature(scores: Float64Array, classes: number, targets: Int32Array): number {
  const at = (logarithm: number) => meanNegativeLogLikelihood(scores, classes, targets, Math.exp(logarithm));
  let low = coldest;
  let high = hottest;
  let left = high - goldenRatio * (high - low);
  let right = low + goldenRatio * (high - low);
  let valueLeft = at(left);
  let valueRight = at(right);
  while (high - low > 1e-7) {
    if (valueLeft <= valueRight) {
      [high, right, valueRight] = [right, left, valueLeft];
      left = high - goldenRatio * (high - low);
      valueLeft = at(left);
    } else {
      [low, left, valueLeft] = [left, right, valueRight];
      right = low + goldenRatio * (high - low);
      valueRight = at(right);
    }
  }
  return Math.exp((low + high) / 2);
}
