import type { FeatureSpec, TrainingEvaluation } from '@driftdesk/contracts';
import type { LoadedVersion } from '@driftdesk/inference';
import { predictionsOf, scoreRows, softmaxRows } from '@driftdesk/ml';
import type { FittedModel } from './fit-model.js';
import { matrixOf, type TrainingRow } from './training-rows.js';

/** Head → label and confidence. */
type Predicted = TrainingEvaluation['rows'][number]['candidate'];

/** What a model in the trainer's own arithmetic says of each row. */
export function predictByFit(
  { heads, vocabulary }: FittedModel,
  rows: readonly TrainingRow[],
  features: FeatureSpec,
): Predicted[] {
  const matrix = matrixOf(rows, vocabulary, features);
  const predicted = rows.map((): Predicted => ({}));
  for (const { name, spec, head, temperature } of heads) {
    const probabilities = softmaxRows(scoreRows(matrix, head), head.classes, temperature);
    const { predicted: classes, confidences } = predictionsOf(probabilities, head.classes, new Int32Array(rows.length));
    predicted.forEach((row, at) => {
      row[name] = { label: spec.labels[classes[at] as number] as string, confidence: confidences[at] as number };
    });
  }
  return predicted;
}

/** What a version says of each row. */
export async function predictByVersion(version: LoadedVersion, rows: readonly TrainingRow[]): Promise<Predicted[]> {
  const predictions = await version.predict(rows);
  return predictions.map(({ heads }) =>
    Object.fromEntries(Object.entries(heads).map(([name, { label, confidence }]) => [name, { label, confidence }])),
  );
}
