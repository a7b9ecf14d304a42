import type { FeatureSpec } from '@driftdesk/contracts';
import { designMatrix } from './design-matrix.js';
import type { SparseFeatures } from './features.js';
import { fitLandmarks, landmarkFeatures, type Landmarks } from './landmarks.js';
import { fitVocabulary, weighRows, type CsrMatrix, type Vocabulary } from './tfidf.js';

/** A text's numbers before anything is learned of others. */
export interface FeatureRow {
  readonly ngrams: SparseFeatures;
  readonly embedding: Float32Array;
}

/** What training learns about features before any head is fitted. */
export interface FittedFeatures extends Vocabulary {
  /** Absent when heads see the embedding itself. */
  readonly landmarks?: Landmarks | undefined;
}

/** How many columns of the design matrix, the last ones, stand for the embedding. */
export function embeddingColumns({ embedding }: FeatureSpec): number {
  return embedding.landmarks ?? embedding.dimensions;
}

/**
 * Learns vocabulary and landmarks from training rows.
 * @param known landmarks of nearly the same rows: with them weights keep their meaning from one fit to the next
 */
export function fitFeatures(
  rows: readonly FeatureRow[],
  features: FeatureSpec,
  seed: number,
  known?: Landmarks,
): FittedFeatures {
  const vocabulary = fitVocabulary(
    rows.map(({ ngrams }) => ngrams),
    features.buckets,
  );
  const { landmarks: count } = features.embedding;
  if (count === undefined) return vocabulary;
  const embeddings = rows.map(({ embedding }) => embedding);
  return { ...vocabulary, landmarks: known ?? fitLandmarks(embeddings, count, seed) };
}

/** Rows as the heads see them: weighted n-grams, then the embedding's columns. */
export function designRows(rows: readonly FeatureRow[], fitted: FittedFeatures, features: FeatureSpec): CsrMatrix {
  const { landmarks } = fitted;
  const ngrams = weighRows(
    rows.map((row) => row.ngrams),
    fitted,
  );
  const embeddings = rows.map(({ embedding }) => embedding);
  const columns = landmarks ? landmarkFeatures(embeddings, landmarks) : embeddings;
  return designMatrix(ngrams, columns, { dimensions: embeddingColumns(features), scale: features.embedding.scale });
}
