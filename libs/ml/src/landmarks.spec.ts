import { describe, expect, it } from '@jest/globals';
import { createInnerProducts } from './inner-products.js';
import { createSimilarities, fitLandmarks, landmarkFeatures, type Landmarks } from './landmarks.js';
import { createRandom } from './random.js';

const random = createRandom(2);

function unitVector(dimensions = 6): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((entry) => entry / length);
}

const rows = Array.from({ length: 200 }, () => unitVector());

describe('similarities', () => {
  it('are exp(−‖x − c‖²) between unit vectors', () => {
    const ask = createSimilarities({ dimensions: 2, count: 2, centres: Float32Array.of(1, 0, 0.6, 0.8) });
    const [same, near, other, opposite] = [...ask([Float32Array.of(1, 0), Float32Array.of(-0.6, -0.8)])];
    expect(same).toBeCloseTo(1, 6);
    expect(near).toBeCloseTo(Math.exp(-0.8), 6);
    expect(other).toBeCloseTo(Math.exp(-3.2), 6);
    expect(opposite).toBeCloseTo(Math.exp(-4), 6);
  });
});

describe('landmarks', () => {
  const landmarks = fitLandmarks(rows, 8, 3);

  it('are of unit length', () => {
    for (let at = 0; at < 8; at++) {
      const length = Math.hypot(...landmarks.centres.subarray(at * 6, (at + 1) * 6));
      expect(length === 0 || Math.abs(length - 1) < 1e-6).toBe(true);
    }
  });

  // numpy: Kxc (Kcc + 0.001 I)⁻¹ Kcy with K = exp(-|a-b|²), landmarks and the two vectors as below, in double precision.
  it('give features whose inner product is the Nyström kernel', () => {
    const centres = Float32Array.of(1, 0, 0, 0, 1, 0, 0.6, 0, 0.8);
    // Twelve rows next to each landmark, none of them twice: their means are the landmarks again.
    const repeated = Array.from({ length: 36 }, (_, row) =>
      centres.slice((row % 3) * 3, (row % 3) * 3 + 3).map((entry) => entry + (row - 17.5) * 1e-9),
    );
    const found = seedWithAllOf(repeated);
    const [x, y] = landmarkFeatures([Float32Array.of(0, 0.6, 0.8), Float32Array.of(0.8, -0.6, 0)], found);
    const product = (a = x, b = y) => a?.reduce((sum, entry, at) => sum + entry * (b?.[at] ?? NaN), 0);
    expect(product()).toBeCloseTo(0.096678, 5);
    expect(product(x, x)).toBeCloseTo(0.402249, 5);
    expect(product(y, y)).toBeCloseTo(0.455411, 5);
  });

  it('give features of at most unit length, and not much less where rows are', () => {
    const features = landmarkFeatures(rows, fitLandmarks(rows, 16, 3));
    const lengths = features.map((row) => Math.hypot(...row));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1);
    expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeGreaterThan(0.7);
  });

  it('are zeros where rows are too few, and so are their features', () => {
    const few = fitLandmarks(rows.slice(0, 24), 8, 3);
    expect([few.count, few.centres.length, few.factor.length]).toEqual([8, 48, 64]);
    const [features] = landmarkFeatures([unitVector()], few);
    expect([...(features?.subarray(2) ?? [])]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(features?.[0]).not.toBe(0);
  });

  it('bear texts that are all alike, or have no embedding at all', () => {
    const alike = Array.from({ length: 100 }, () => Float32Array.of(0.6, 0.8));
    const [features] = landmarkFeatures(alike, fitLandmarks(alike, 4, 1));
    expect(Math.hypot(...(features ?? []))).toBeCloseTo(1, 2);
    const empty = Array.from({ length: 100 }, () => new Float32Array(2));
    expect(
      landmarkFeatures(empty, fitLandmarks(empty, 4, 1))
        .flatMap((row) => [...row])
        .every(Number.isFinite),
    ).toBe(true);
  });
});

/** Landmarks from the first seed that starts a cluster at each of three points. */
function seedWithAllOf(repeated: readonly Float32Array[]): Landmarks {
  for (let seed = 1; seed < 100; seed++) {
    const found = fitLandmarks(repeated, 3, seed);
    const products = createInnerProducts(found)([Float32Array.of(1, 1, 1)]);
    if (products.every((product) => product > 0)) return found;
  }
  throw new Error('No seed starts at each point.');
}
