import { describe, expect, it } from '@jest/globals';
import { createRandom } from './random.js';
import { createRowSums } from './row-sums.js';

describe('row sums', () => {
  it.each([1, 8, 13, 64])('are those of the chosen rows, %d wide', (width) => {
    const random = createRandom(width);
    const matrix = Float64Array.from({ length: 40 * width }, () => random() - 0.5);
    const sumOf = createRowSums(matrix, width);
    for (const count of [0, 1, 25]) {
      const rows = Int32Array.from({ length: 30 }, () => Math.floor(random() * 40));
      const sums = [...sumOf(rows, count)];
      expect(sums).toHaveLength(width);
      sums.forEach((sum, d) => {
        const expected = rows.subarray(0, count).reduce((total, row) => total + (matrix[row * width + d] as number), 0);
        expect(sum).toBeCloseTo(expected, 12);
      });
    }
  });
});
