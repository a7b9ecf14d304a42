import type { HeadSpec, TrainingSpec } from '@driftdesk/contracts';
import {
  abstainThreshold,
  type CsrMatrix,
  type LinearHead,
  predictionsOf,
  scoreRows,
  softmaxRows,
} from '@driftdesk/ml';
import { TrainingFailed } from '../training-failed.js';

/** The confidence below which a head abstains, read off calibration rows; 0 when it never does. */
export function chooseThreshold(
  { abstains }: HeadSpec,
  fitted: LinearHead,
  temperature: number,
  calibration: CsrMatrix,
  targets: Int32Array,
  { targetAccuracy }: TrainingSpec,
): number {
  if (!abstains) return 0;
  const probabilities = softmaxRows(scoreRows(calibration, fitted), fitted.classes, temperature);
  return abstainThreshold(predictionsOf(probabilities, fitted.classes, targets), targetAccuracy);
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
