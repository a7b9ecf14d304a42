import type { CardHead, HeadMetrics, HeadSpec, ModelSpec } from '@driftdesk/contracts';
import {
  abstention,
  classificationMetrics,
  expectedCalibrationError,
  groupBy,
  predictionsOf,
  scoreRows,
  selectPredictions,
  softmaxRows,
} from '@driftdesk/ml';
import type { Predictions, Vocabulary } from '@driftdesk/ml';
import type { CalibratedHead } from './calibrate-heads.js';
import { matrixOf, targetsOf, type Parts } from './training-rows.js';

/**
 * The card's heads. Their metrics are the evaluation fit's, which saw neither holdout nor calibration rows; what ships
 * is refitted on more rows and can only be judged on new ones.
 */
export function evaluateHeads(
  heads: readonly CalibratedHead[],
  vocabulary: Vocabulary,
  parts: Parts,
  { features }: ModelSpec,
): Omit<CardHead, 'leftOut'>[] {
  const matrix = matrixOf(parts.holdout, vocabulary, features);
  return heads.map(({ spec, head, l2, temperature, threshold }) => {
    const targets = targetsOf(parts.holdout, spec);
    const probabilities = softmaxRows(scoreRows(matrix, head), spec.labels.length, temperature);
    const predictions = predictionsOf(probabilities, spec.labels.length, targets);
    const languages = parts.holdout
      .filter((_, row) => (targets[row] as number) >= 0)
      .map(({ example }) => example.language);
    return { ...spec, temperature, threshold, l2, metrics: headMetrics(spec, predictions, languages, threshold) };
  });
}

function headMetrics(
  { labels }: HeadSpec,
  predictions: Predictions,
  languages: readonly string[],
  threshold: number,
): HeadMetrics {
  const { rows, accuracy, macroF1, weightedF1, perClass, confusion } = classificationMetrics(
    predictions,
    labels.length,
  );
  return {
    rows,
    accuracy,
    macroF1,
    weightedF1,
    ece: expectedCalibrationError(predictions),
    perLabel: Object.fromEntries(perClass.map((metrics, c) => [labels[c] as string, { ...metrics }])),
    perLanguage: perLanguage(predictions, languages, labels.length),
    confusion: confusion.map((counts) => [...counts]),
    abstention: abstention(predictions, threshold),
  };
}

function perLanguage(
  predictions: Predictions,
  languages: readonly string[],
  classes: number,
): HeadMetrics['perLanguage'] {
  const rowsOf = groupBy([...languages.keys()], (row) => languages[row] as string);
  return Object.fromEntries(
    [...rowsOf]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([language, numbers]) => {
        const { rows, accuracy, macroF1 } = classificationMetrics(selectPredictions(predictions, numbers), classes);
        return [language, { rows, accuracy, macroF1 }];
      }),
  );
}
