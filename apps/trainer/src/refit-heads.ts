import type { ModelSpec } from '@driftdesk/contracts';
import { fitLogisticRegression, fitVocabulary } from '@driftdesk/ml';
import type { ExportedHead, Vocabulary } from '@driftdesk/ml';
import type { CalibratedHead } from './calibrate-heads.js';
import { gradientTolerance } from './search-heads.js';
import { matrixOf, targetsOf, type Parts } from './training-rows.js';

/** What ships: heads and the vocabulary they share. */
export interface ShippedModel {
  readonly vocabulary: Vocabulary;
  readonly heads: readonly ExportedHead[];
}

/**
 * Fits the heads again on training and holdout rows, at the penalty and temperature already chosen. Calibration rows
 * stay out: temperature and threshold come from them and would be too confident of rows the heads had learned.
 */
export function refitHeads(
  heads: readonly CalibratedHead[],
  parts: Parts,
  { features, training: options }: ModelSpec,
  onProgress: (done: number, total: number) => void,
): ShippedModel {
  const rows = [...parts.training, ...parts.holdout];
  const vocabulary = fitVocabulary(
    rows.map(({ ngrams }) => ngrams),
    features.buckets,
  );
  const matrix = matrixOf(rows, vocabulary, features);
  const refitted = heads.map(({ spec, l2, temperature }, at) => {
    const { head } = fitLogisticRegression(matrix, targetsOf(rows, spec), spec.labels.length, {
      ...options,
      l2,
      gradientTolerance,
    });
    onProgress(at + 1, heads.length);
    return { name: spec.name, head, temperature };
  });
  return { vocabulary, heads: refitted };
}
