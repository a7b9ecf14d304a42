import { ticketText, type Example, type FeatureSpec, type HeadSpec, type ModelSpec } from '@driftdesk/contracts';
import { createFeaturizer, designMatrix, splitByGroup, weighRows } from '@driftdesk/ml';
import type { CsrMatrix, SparseFeatures, Vocabulary } from '@driftdesk/ml';

/** An example with the numbers that stand for its text. */
export interface TrainingRow {
  readonly example: Example;
  readonly text: string;
  readonly embedding: Float32Array;
  readonly ngrams: SparseFeatures;
}

/** The rows by what they are for; no group is in two parts. */
export interface Parts {
  readonly training: readonly TrainingRow[];
  readonly calibration: readonly TrainingRow[];
  readonly holdout: readonly TrainingRow[];
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
    return { example, text, embedding: embeddings[at] as Float32Array, ngrams: featurize(text) };
  });
}

/** Holdout by group first, then calibration out of the rest; in proportion over the first head's labels. */
export function splitRows(rows: readonly TrainingRow[], { heads, training }: ModelSpec): Parts {
  const first = (heads[0] as HeadSpec).name;
  const split = (part: readonly TrainingRow[], share: number, seed: number) => {
    const keys = part.map(({ example }) => ({ group: example.group, stratum: example.labels[first] ?? '' }));
    const { kept, held } = splitByGroup(keys, share, seed);
    return { kept: kept.map((row) => part[row] as TrainingRow), held: held.map((row) => part[row] as TrainingRow) };
  };
  const { kept, held: holdout } = split(rows, training.holdoutShare, training.seed);
  const { kept: trained, held: calibration } = split(kept, training.calibrationShare, training.seed + 1);
  return { training: trained, calibration, holdout };
}

/** Rows as the heads see them, by a vocabulary that training rows gave. */
export function matrixOf(rows: readonly TrainingRow[], vocabulary: Vocabulary, features: FeatureSpec): CsrMatrix {
  const sparse = weighRows(
    rows.map(({ ngrams }) => ngrams),
    vocabulary,
  );
  return designMatrix(
    sparse,
    rows.map(({ embedding }) => embedding),
    features.embedding,
  );
}

/** Class numbers of a head, one per row; -1 where the row has no label for it. */
export function targetsOf(rows: readonly TrainingRow[], head: HeadSpec): Int32Array {
  return Int32Array.from(rows, ({ example }) => {
    const label = example.labels[head.name];
    return label === undefined ? -1 : head.labels.indexOf(label);
  });
}
