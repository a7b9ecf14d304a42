import { describe, expect, it } from '@jest/globals';
import { createCellSums } from './cell-sums.js';
import { createRandom } from './random.js';

describe('cell sums', () => {
  it.each([4, 12])('are those of the chosen rows, by their weights, in %d partitions', (partitions) => {
    const random = createRandom(partitions);
    const cells = 7;
    const cellsOf = Uint16Array.from(
      { length: 50 * partitions },
      (_, at) => (at % partitions) * cells + Math.floor(random() * cells),
    );
    const cellWeights = Float64Array.from({ length: partitions * cells }, () => random());
    const expected = cellWeights.map(() => 3 * random());
    const rowWeights = Int32Array.from({ length: 50 }, () => 1 + Math.floor(random() * 40));
    const sumOf = createCellSums({ partitions, cellsOf, rowWeights, expected, cellWeights });
    for (const count of [0, 1, 30]) {
      const rows = Int32Array.from({ length: 40 }, () => Math.floor(random() * 50));
      const sums = cellWeights.map(() => 0);
      for (const row of rows.subarray(0, count)) {
        for (const cell of cellsOf.subarray(row * partitions, (row + 1) * partitions)) sums[cell]! += rowWeights[row]!;
      }
      const sum = cellWeights.reduce((total, weight, cell) => total + weight * (sums[cell]! - expected[cell]!) ** 2, 0);
      expect(sumOf(rows, count)).toBeCloseTo(sum, 8);
    }
  });
});
