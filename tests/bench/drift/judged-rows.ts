import type { FeatureSpec } from '@driftdesk/contracts';
import type { WindowRow } from '@driftdesk/drift';
import { designRows, scoreRows, softmaxRows } from '@driftdesk/ml';
import { type FittedModel, type TrainingRow } from '@driftdesk/trainer';
import { headName } from '../dataset.js';

/** A ticket as a model left it, with its true label. */
export interface JudgedRow extends WindowRow {
  readonly truth: string;
}

/** What a model's head says of rows that it was not fitted with. */
export function judgeRows(
  { vocabulary, heads }: FittedModel,
  rows: readonly TrainingRow[],
  features: FeatureSpec,
): JudgedRow[] {
  const [fitted] = heads;
  if (fitted === undefined) throw new Error('a model without a head');
  const { labels } = fitted.spec;
  const scores = scoreRows(designRows(rows, vocabulary, features), fitted.head);
  const probabilities = Float32Array.from(softmaxRows(scores, labels.length, fitted.temperature));
  return rows.map(({ example, text, embedding }, row) => {
    const own = probabilities.subarray(row * labels.length, (row + 1) * labels.length);
    return {
      embedding,
      probabilities: { [headName]: own },
      labels: { [headName]: labels[own.indexOf(Math.max(...own))] as string },
      text,
      language: example.language,
      truth: example.labels[headName] ?? '',
    };
  });
}
