import type { HeadSpec, ModelSpec } from '@driftdesk/contracts';
import {
  fitLogisticRegression,
  fitTemperature,
  fitVocabulary,
  meanNegativeLogLikelihood,
  scoreRows,
} from '@driftdesk/ml';
import type { CsrMatrix, LinearHead, Vocabulary } from '@driftdesk/ml';
import { TrainingFailed } from './training-failed.js';
import { matrixOf, targetsOf, type Parts } from './training-rows.js';

/** Largest gradient entry at which a fit is done. Ten times smaller takes twice the iterations and gains nothing. */
export const gradientTolerance = 1e-4;

/** A head fitted on the training part, with what the calibration part chose for it. */
export interface SearchedHead {
  readonly spec: HeadSpec;
  readonly head: LinearHead;
  readonly l2: number;
  readonly temperature: number;
}

/** The heads of the evaluation fit and the vocabulary they share. */
export interface EvaluationFit {
  readonly vocabulary: Vocabulary;
  readonly heads: readonly SearchedHead[];
}

/** Fits every head at every penalty on the training part; keeps the likeliest on the calibration part. */
export function searchHeads(
  parts: Parts,
  spec: ModelSpec,
  onProgress: (done: number, total: number) => void,
): EvaluationFit {
  const vocabulary = fitVocabulary(
    parts.training.map(({ ngrams }) => ngrams),
    spec.features.buckets,
  );
  const training = matrixOf(parts.training, vocabulary, spec.features);
  const calibration = matrixOf(parts.calibration, vocabulary, spec.features);
  let done = 0;
  const heads = spec.heads.map((head) => {
    const candidates = fitCandidates(parts, spec, head, training, calibration, () =>
      onProgress(++done, spec.heads.length * spec.training.l2.length),
    );
    return candidates.reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
  });
  return { vocabulary, heads };
}

/** From the strongest penalty to the weakest: each fit starts where the one before ended. */
function fitCandidates(
  parts: Parts,
  { training: options }: ModelSpec,
  spec: HeadSpec,
  training: CsrMatrix,
  calibration: CsrMatrix,
  onFit: () => void,
): (SearchedHead & { loss: number })[] {
  const targets = targetsOf(parts.training, spec);
  const held = targetsOf(parts.calibration, spec);
  checkTargets(spec, targets, held, targetsOf(parts.holdout, spec));
  const classes = spec.labels.length;
  let start: Float64Array | undefined;
  return options.l2
    .toSorted((left, right) => right - left)
    .map((l2) => {
      const { head } = fitLogisticRegression(training, targets, classes, { ...options, l2, gradientTolerance, start });
      start = head.parameters;
      const scores = scoreRows(calibration, head);
      const temperature = fitTemperature(scores, classes, held);
      const loss = meanNegativeLogLikelihood(scores, classes, held, temperature);
      onFit();
      return { spec, head, l2, temperature, loss };
    });
}

function checkTargets(spec: HeadSpec, training: Int32Array, calibration: Int32Array, holdout: Int32Array): void {
  const labels = new Set(training.filter((target) => target >= 0)).size;
  const parts = [
    ...(labels < 2 ? ['rows of two labels for training'] : []),
    ...(calibration.every((target) => target < 0) ? ['a row for calibration'] : []),
    ...(holdout.every((target) => target < 0) ? ['a row for the holdout'] : []),
  ];
  if (parts.length === 0) return;
  throw new TrainingFailed(
    `Head "${spec.name}" has too few labelled groups: the split left it without ${parts.join(' and without ')}. Label tickets of more groups.`,
  );
}
