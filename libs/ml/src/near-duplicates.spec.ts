import { describe, expect, it } from '@jest/globals';
import { createDisjointSets } from './disjoint-sets.js';
import { joinNearDuplicates } from './near-duplicates.js';
import { principalDirections } from './principal-directions.js';
import { createRandom } from './random.js';

const inner = (left: ArrayLike<number>, right: ArrayLike<number>) =>
  Array.from(left).reduce((sum, entry, i) => sum + entry * (right[i] as number), 0);

function unit(entries: readonly number[]): Float32Array {
  const length = Math.hypot(...entries);
  return Float32Array.from(entries, (entry) => entry / length);
}

/** Vectors around a few centres, some close enough to each other and some not quite. */
function clusteredVectors(count: number, dimensions: number, spread: number): Float32Array[] {
  const random = createRandom(5);
  const noise = (size: number) => Array.from({ length: dimensions }, () => (random() - 0.5) * size);
  const centres = Array.from({ length: 40 }, () => noise(2));
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * centres.length)] as number[];
    return unit(noise(spread * random()).map((entry, i) => entry + (centre[i] as number)));
  });
}

describe('joinNearDuplicates', () => {
  // 5: dimensions that are not whole blocks of four; 48: more than there are directions.
  it.each([5, 48])('finds what comparing all pairs finds, in %d dimensions', (dimensions) => {
    const vectors = clusteredVectors(501, dimensions, 0.8);
    const expected = createDisjointSets(vectors.length);
    let pairs = 0;
    vectors.forEach((left, i) =>
      vectors.slice(0, i).forEach((right, j) => {
        if (inner(left, right) < 0.98) return;
        expected.join(i, j);
        pairs++;
      }),
    );
    const found = createDisjointSets(vectors.length);
    joinNearDuplicates(vectors, 0.98, found);
    expect(vectors.map((_, i) => found.find(i))).toEqual(vectors.map((_, i) => expected.find(i)));
    expect(pairs).toBeGreaterThan(50);
    expect(new Set(vectors.map((_, i) => found.find(i))).size).toBeGreaterThan(20);
  });

  it('joins equal vectors, wherever they stand, and takes none at all', () => {
    const same = Array.from({ length: 9 }, () => unit([1, 2, 3]));
    const sets = createDisjointSets(9);
    joinNearDuplicates(same, 0.98, sets);
    expect(same.map((_, i) => sets.find(i))).toEqual(Array(9).fill(0));
    expect(() => joinNearDuplicates([], 0.98, createDisjointSets(0))).not.toThrow();
  });
});

describe('principalDirections', () => {
  const vectors = clusteredVectors(300, 24, 0.5);

  it('are orthonormal, and zeros where the vectors have no more directions', () => {
    const directions = principalDirections(vectors, 6);
    directions.forEach((left, i) =>
      directions.forEach((right, j) => expect(inner(left, right)).toBeCloseTo(i === j ? 1 : 0, 10)),
    );
    const flat = principalDirections([unit([1, 0, 0]), unit([0, 1, 0])], 3);
    expect(flat.map((direction) => inner(direction, direction))).toEqual([expect.closeTo(1), 0, 0]);
  });

  it('differ most along the first', () => {
    const spreads = principalDirections(vectors, 4).map((direction) => {
      const along = vectors.map((vector) => inner(vector, direction));
      const mean = along.reduce((sum, entry) => sum + entry, 0) / along.length;
      return along.reduce((sum, entry) => sum + (entry - mean) ** 2, 0);
    });
    expect(spreads).toEqual(spreads.toSorted((left, right) => right - left));
  });
});
