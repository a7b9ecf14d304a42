import { ticketText, type Example, type FeatureSpec, type HeadSpec, type ModelSpec } from '@driftdesk/contracts';
import { createFeaturizer, type FeatureRow, splitByGroup } from '@driftdesk/ml';

/** An example with the numbers that stand for its text. */
export interface TrainingRow extends FeatureRow {
  readonly example: Example;
  /** Rows of one group are never split; the example's, or that of rows which are nearly the same. */
  readonly group: string;
  readonly text: string;
}

/** Two parts of some rows; no group is in both. */
export interface RowSplit {
  readonly kept: readonly TrainingRow[];
  readonly held: readonly TrainingRow[];
}

/** Puts n-grams and embeddings (one per example, in order) beside the examples. */
export function trainingRows(
  examples: readonly Example[],
  embeddings: readonly Float32Array[],
  features: FeatureSpec,
): TrainingRow[] {
  const featurize = createFeaturizer(features);
  return examples.map((example, at) => {
    const text = ticketText(example);
    return { example, group: example.group, text, embedding: embeddings[at] as Float32Array, ngrams: featurize(text) };
  });
}

/** Holds a share of the rows back, by whole groups, in proportion over the first head's labels. */
export function splitRows(rows: readonly TrainingRow[], { heads }: ModelSpec, share: number, seed: number): RowSplit {
  const first = (heads[0] as HeadSpec).name;
  const keys = rows.map(({ example, group }) => ({ group, stratum: example.labels[first] ?? '' }));
  const { kept, held } = splitByGroup(keys, share, seed);
  return { kept: kept.map((row) => rows[row] as TrainingRow), held: held.map((row) => rows[row] as TrainingRow) };
}

/** Class numbers of a head, one per row; -1 where the row has no label for it. */
export function targetsOf(rows: readonly TrainingRow[], head: HeadSpec): Int32Array {
  return Int32Array.from(rows, ({ example }) => {
    const label = example.labels[head.name];
    return label === undefined ? -1 : head.labels.indexOf(label);
  });
}
