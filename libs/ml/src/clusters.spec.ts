import { describe, expect, it } from '@jest/globals';
import { meansOfClusters } from './clusters.js';
import { createRandom } from './random.js';

const random = createRandom(4);

/** Rows close to one of three points, as many as asked of each. */
function around(...counts: number[]): Float32Array[] {
  return counts.flatMap((count, corner) =>
    Array.from({ length: count }, () =>
      Float32Array.from({ length: 3 }, (_, d) => (d === corner ? 5 : 0) + (random() - 0.5) / 10),
    ),
  );
}

describe('means of clusters', () => {
  it('are of the rows near them', () => {
    const rows = around(40, 40, 40);
    const { count, centres, dimensions } = meansOfClusters(rows, 6, 1);
    expect(dimensions).toBe(3);
    expect(count).toBeGreaterThan(2);
    for (let at = 0; at < count; at++) {
      const centre = [...centres.subarray(at * 3, at * 3 + 3)].toSorted((left, right) => right - left);
      expect(Math.abs((centre[0] as number) - 5)).toBeLessThan(0.06);
      expect(Math.abs(centre[1] as number)).toBeLessThan(0.06);
    }
    expect(meansOfClusters(rows, 6, 1)).toEqual({ count, centres, dimensions });
  });

  it('are none of fewer than five rows', () => {
    // Whether the lone row is where a cluster starts depends on the seed.
    const rows = around(60, 1);
    const lone = rows.at(-1) as Float32Array;
    for (let seed = 1; seed <= 20; seed++) {
      const { centres } = meansOfClusters(rows, 5, seed);
      const second = centres.filter((_, at) => at % 3 === 1);
      expect(Math.max(...second)).toBeLessThan((lone[1] as number) / 2);
    }
  });

  it('are fewer where rows are few, and one at least', () => {
    expect(meansOfClusters(around(30), 100, 1).count).toBeLessThan(3);
    const two = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    expect(meansOfClusters(two, 8, 1)).toEqual({ dimensions: 2, count: 1, centres: Float32Array.of(0.5, 0.5) });
  });
});
