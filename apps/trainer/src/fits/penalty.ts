import type { FeatureSpec } from '@driftdesk/contracts';
import type { Penalty } from '@driftdesk/ml';

/** The penalty of a head over n-grams and, in the last columns, the embedding. */
export function penaltyOf(
  { l2, embeddingFactor }: { readonly l2: number; readonly embeddingFactor: number },
  { embedding }: FeatureSpec,
): Penalty {
  return { l2, embedding: { dimensions: embedding.dimensions, factor: embeddingFactor } };
}
