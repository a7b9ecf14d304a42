import type { FeatureSpec, TrainingEvaluation } from '@driftdesk/contracts';
import type { LoadedVersion } from '@driftdesk/inference';
import { designRows, brierScore, predictionsOf, scoreRows, softmaxRows } from '@driftdesk/ml';
import type { FittedModel } from './fit-model.js';
import { type TrainingRow } from './training-rows.js';

/** Head → label, confidence and Brier score. */
type Predicted = TrainingEvaluation['rows'][number]['candidate'];

/** What a model in the trainer's own arithmetic says of each row. */
export function predictByFit(
  { heads, vocabulary }: FittedModel,
  rows: readonly TrainingRow[],
  features: FeatureSpec,
): Predicted[] {
  const matrix = designRows(rows, vocabulary, features);
  const predicted = rows.map((): Predicted => ({}));
  for (const { name, spec, head, temperature } of heads) {
    const probabilities = softmaxRows(scoreRows(matrix, head), head.classes, temperature);
    const { predicted: classes, confidences } = predictionsOf(probabilities, head.classes, new Int32Array(rows.length));
    predicted.forEach((row, at) => {
      const said = probabilities.subarray(at * head.classes, (at + 1) * head.classes);
      row[name] = {
        ...{ label: spec.labels[classes[at] as number] as string, confidence: confidences[at] as number },
        ...scored(rows[at] as TrainingRow, name, spec.labels, said),
      };
    });
  }
  return predicted;
}

/** What a version says of each row. */
export async function predictByVersion(version: LoadedVersion, rows: readonly TrainingRow[]): Promise<Predicted[]> {
  const predictions = await version.predict(rows);
  return predictions.map(({ heads }, at) =>
    Object.fromEntries(
      Object.entries(heads).map(([name, { label, confidence, probabilities }]) => {
        const score = scored(rows[at] as TrainingRow, name, Object.keys(probabilities), Object.values(probabilities));
        return [name, { label, confidence, ...score }];
      }),
    ),
  );
}

/** Where people said a label of the head, how far the probabilities are from it. */
function scored(
  { example }: TrainingRow,
  head: string,
  labels: readonly string[],
  probabilities: ArrayLike<number>,
): { brier?: number } {
  const truth = example.labels[head];
  return truth === undefined ? {} : { brier: brierScore(probabilities, labels.indexOf(truth)) };
}
