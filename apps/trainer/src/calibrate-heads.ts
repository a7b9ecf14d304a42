import type { ModelSpec } from '@driftdesk/contracts';
import { abstainThreshold, predictionsOf, scoreRows, softmaxRows } from '@driftdesk/ml';
import type { EvaluationFit, SearchedHead } from './search-heads.js';
import { matrixOf, targetsOf, type Parts } from './training-rows.js';

/** A head of the evaluation fit, with the confidence below which it abstains. */
export interface CalibratedHead extends SearchedHead {
  readonly threshold: number;
}

/** Reads abstain thresholds off the calibration part; 0 for heads that never abstain. */
export function calibrateHeads(fit: EvaluationFit, parts: Parts, spec: ModelSpec): CalibratedHead[] {
  const matrix = matrixOf(parts.calibration, fit.vocabulary, spec.features);
  return fit.heads.map((searched) => {
    if (!searched.spec.abstains) return { ...searched, threshold: 0 };
    const classes = searched.spec.labels.length;
    const probabilities = softmaxRows(scoreRows(matrix, searched.head), classes, searched.temperature);
    const predictions = predictionsOf(probabilities, classes, targetsOf(parts.calibration, searched.spec));
    return { ...searched, threshold: abstainThreshold(predictions, spec.training.targetAccuracy) };
  });
}
