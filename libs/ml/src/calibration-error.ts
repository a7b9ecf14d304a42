import type { Predictions } from './predictions.js';

/**
 * Expected calibration error over bins of equal mass: Σ (rows of bin / rows) · |accuracy − mean confidence|
 * (Naeini et al. 2015, with the equal-mass bins of Nixon et al. 2019). Bin b holds the rows from ⌊b·n/bins⌋ to
 * ⌊(b+1)·n/bins⌋ by ascending confidence.
 */
export function expectedCalibrationError({ targets, predicted, confidences }: Predictions, bins = 15): number {
  const rows = confidences.length;
  if (rows === 0) return 0;
  const order = [...confidences.keys()].sort(
    (left, right) => (confidences[left] as number) - (confidences[right] as number),
  );
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    let gap = 0;
    for (const row of order.slice(Math.floor((bin * rows) / bins), Math.floor(((bin + 1) * rows) / bins))) {
      gap += (targets[row] === predicted[row] ? 1 : 0) - (confidences[row] as number);
    }
    error += Math.abs(gap) / rows;
  }
  return error;
}
