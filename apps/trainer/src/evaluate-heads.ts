import type { CardHead, FeatureSpec, HeadMetrics, HeadSpec } from '@driftdesk/contracts';
import {
  abstention,
  classificationMetrics,
  expectedCalibrationError,
  groupBy,
  predictionsOf,
  reliabilityBins,
  scoreRows,
  selectPredictions,
  softmaxRows,
  designRows,
} from '@driftdesk/ml';
import type { Predictions } from '@driftdesk/ml';
import type { FittedModel } from './fit-model.js';
import { targetsOf, type TrainingRow } from './training-rows.js';

/** The card's heads: how a model does on rows that it was neither fitted nor chosen with. */
export function evaluateHeads(
  { heads, vocabulary }: FittedModel,
  rows: readonly TrainingRow[],
  features: FeatureSpec,
): Omit<CardHead, 'leftOut'>[] {
  const matrix = designRows(rows, vocabulary, features);
  return heads.map(({ spec, head, l2, embeddingFactor, temperature, threshold }) => {
    const targets = targetsOf(rows, spec);
    const probabilities = softmaxRows(scoreRows(matrix, head), spec.labels.length, temperature);
    const predictions = predictionsOf(probabilities, spec.labels.length, targets);
    const languages = rows.filter((_, row) => (targets[row] as number) >= 0).map(({ example }) => example.language);
    const metrics = headMetrics(spec, predictions, languages, threshold);
    return { ...spec, temperature, threshold, l2, embeddingFactor, metrics };
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
    reliability: reliabilityBins(predictions),
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
