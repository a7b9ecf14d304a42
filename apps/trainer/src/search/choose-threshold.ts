import type { HeadSpec, ModelSpec } from '@driftdesk/contracts';
import { abstainThreshold, type CsrMatrix, predictionsOf, scoreRows, softmaxRows } from '@driftdesk/ml';
import { TrainingFailed } from '../training-failed.js';
import type { ChosenPenalty } from './search-head.js';

/** The confidence below which a head abstains, read off calibration rows; 0 when it never does. */
export function chooseThreshold(
  { abstains }: HeadSpec,
  { head, temperature }: ChosenPenalty,
  calibration: CsrMatrix,
  targets: Int32Array,
  { training }: ModelSpec,
): number {
  if (!abstains) return 0;
  const probabilities = softmaxRows(scoreRows(calibration, head), head.classes, temperature);
  return abstainThreshold(predictionsOf(probabilities, head.classes, targets), training.targetAccuracy);
}

/** @throws TrainingFailed when a head cannot be learned on the one part, or not be judged on the other */
export function checkTargets(spec: HeadSpec, training: Int32Array, calibration: Int32Array): void {
  const labels = new Set(training.filter((target) => target >= 0)).size;
  const parts = [
    ...(labels < 2 ? ['rows of two labels for training'] : []),
    ...(calibration.every((target) => target < 0) ? ['a row for calibration'] : []),
  ];
  if (parts.length === 0) return;
  throw new TrainingFailed(
    `Head "${spec.name}" has too few labelled groups: the split left it without ${parts.join(' and without ')}. Label tickets of more groups.`,
  );
}
