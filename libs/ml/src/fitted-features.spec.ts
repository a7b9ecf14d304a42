import { describe, expect, it } from '@jest/globals';
import { designRows, embeddingColumns, type FeatureRow, fitFeatures } from './fitted-features.js';
import { scoreRows } from './linear-head.js';
import { placeRows } from './logistic-loss.js';
import { logisticRegression } from './logistic-regression.js';
import { createRandom } from './random.js';

const random = createRandom(6);
const linear = {
  words: { min: 1, max: 1 },
  characters: { min: 3, max: 3 },
  buckets: 1024,
  embedding: { dimensions: 4, scale: 1 },
};
const curved = { ...linear, embedding: { ...linear.embedding, landmarks: 40 } };

/** A point on a sphere; its class is the sign of the product of two coordinates, which no plane can cut out. */
function randomRow(): FeatureRow & { readonly target: number } {
  const vector = Float32Array.from({ length: 4 }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  const embedding = vector.map((entry) => entry / length);
  const target = (embedding[0] as number) * (embedding[1] as number) > 0 ? 1 : 0;
  return { ngrams: { indices: new Int32Array(), counts: new Float32Array() }, embedding, target };
}

function accuracyOf(features: typeof linear): number {
  const training = Array.from({ length: 800 }, randomRow);
  const test = Array.from({ length: 400 }, randomRow);
  const fitted = fitFeatures(training, features, 5);
  const targets = Int32Array.from(training, ({ target }) => target);
  const regression = logisticRegression(placeRows(designRows(training, fitted, features)), targets, 2);
  const { head } = regression.fit({
    penalty: { l2: 0.1, embedding: { dimensions: embeddingColumns(features), factor: 1 } },
    maxIterations: 200,
    history: 5,
    gradientTolerance: 1e-4,
  });
  const scores = scoreRows(designRows(test, fitted, features), head);
  return (
    test.filter(({ target }, row) => Number(scores[2 * row + 1]) > Number(scores[2 * row]) === (target === 1)).length /
    test.length
  );
}

describe('fitted features', () => {
  it('with landmarks let a linear head draw a curved border', () => {
    expect(accuracyOf(linear)).toBeLessThan(0.65);
    expect(accuracyOf(curved)).toBeGreaterThan(0.85);
  });

  it('have the embedding’s columns last: landmarks, or the embedding itself', () => {
    const rows = Array.from({ length: 100 }, randomRow);
    expect(embeddingColumns(linear)).toBe(4);
    expect(designRows(rows, fitFeatures(rows, linear, 1), linear).width).toBe(4);
    expect(embeddingColumns(curved)).toBe(40);
    const { width, values, columns } = designRows(rows, fitFeatures(rows, curved, 1), curved);
    expect([width, values.length, columns.length]).toEqual([40, 4_000, 4_000]);
  });

  it('take landmarks that are known already, with a vocabulary of the new rows', () => {
    const rows = Array.from({ length: 100 }, randomRow);
    const { landmarks } = fitFeatures(rows, curved, 1);
    expect(fitFeatures(Array.from({ length: 100 }, randomRow), curved, 1, landmarks).landmarks).toBe(landmarks);
  });
});
