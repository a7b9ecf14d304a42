import type { Predictions } from './predictions.js';
import { reliabilityBins } from './reliability.js';

/**
 * Expected calibration error over bins of equal mass: Σ (rows of bin / rows) · |accuracy − mean confidence|
 * (Naeini et al. 2015, with the equal-mass bins of Nixon et al. 2019).
 */
export function expectedCalibrationError(predictions: Predictions, bins = 15): number {
  const rows = predictions.confidences.length;
  return reliabilityBins(predictions, bins).reduce(
    (error, bin) => error + (bin.rows / rows) * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
}
