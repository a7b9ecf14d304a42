import { describe, expect, it } from '@jest/globals';
import { distancesToClasses, fitClassGaussians } from './class-gaussians.js';
import { createRandom } from './random.js';

const rows = [
  [1, 0.2, 0],
  [0.8, 0.1, 0.3],
  [1.2, -0.1, 0.1],
  [-1, 0.5, 0.2],
  [-0.7, 0.9, -0.2],
  [9, 9, 9],
].map((numbers) => Float32Array.from(numbers));
const targets = Int32Array.of(0, 0, 0, 2, 2, -1);

describe('class Gaussians', () => {
  it('measures Mahalanobis distances to the nearest class mean, shrinkage included', () => {
    const gaussians = fitClassGaussians(rows, targets, 3);
    expect(gaussians.classes).toBe(2);
    const asked = [Float32Array.of(0, 0, 0), Float32Array.of(1, 0.1, 0.1), Float32Array.of(-2, 3, 1)];
    // numpy: S = mean of (x − mean)(x − mean)ᵀ over the five labelled rows, + 0.1 · tr(S)/3 · I; sqrt(dᵀ S⁻¹ d).
    const expected = [7.546078, 0.289933, 25.506181];
    [...distancesToClasses(asked, gaussians)].forEach((distance, at) =>
      expect(distance).toBeCloseTo(expected[at] ?? NaN, 5),
    );
  });

  it('puts what lies away from every class further out', () => {
    const random = createRandom(3);
    const near = (center: number) =>
      Float32Array.from({ length: 8 }, (_, d) => (d === center ? 1 : 0) + (random() - 0.5) / 4);
    const labels = Int32Array.from({ length: 300 }, (_, row) => row % 3);
    const gaussians = fitClassGaussians([...labels].map(near), labels, 3);
    const inside = distancesToClasses([0, 1, 2].map(near), gaussians);
    const outside = distancesToClasses([near(6), near(7)], gaussians);
    expect(Math.min(...outside)).toBeGreaterThan(2 * Math.max(...inside));
  });

  it('bears rows that are all alike', () => {
    const alike = fitClassGaussians([Float32Array.of(1, 0), Float32Array.of(1, 0)], Int32Array.of(0, 0), 1);
    expect(distancesToClasses([Float32Array.of(1, 0)], alike)[0]).toBe(0);
  });
});
