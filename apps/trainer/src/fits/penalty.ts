import type { FeatureSpec } from '@driftdesk/contracts';
import { embeddingColumns, type Penalty } from '@driftdesk/ml';

/** The penalty of a head over n-grams and, in the last columns, what stands for the embedding. */
export function penaltyOf(
  { l2, embeddingFactor }: { readonly l2: number; readonly embeddingFactor: number },
  features: FeatureSpec,
): Penalty {
  return { l2, embedding: { dimensions: embeddingColumns(features), factor: embeddingFactor } };
}
