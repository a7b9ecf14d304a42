import { describe, expect, it } from '@jest/globals';
import { createCellSums } from './cell-sums.js';
import { createRandom } from './random.js';

describe('cell sums', () => {
  it.each([4, 12])('are those of the chosen rows in %d partitions', (partitions) => {
    const random = createRandom(partitions);
    const cells = 7;
    const cellsOf = Uint16Array.from(
      { length: 50 * partitions },
      (_, at) => (at % partitions) * cells + Math.floor(random() * cells),
    );
    const weights = Float64Array.from({ length: partitions * cells }, () => random());
    const sumOf = createCellSums({ partitions, cellsOf, weights });
    for (const count of [0, 1, 30]) {
      const rows = Int32Array.from({ length: 40 }, () => Math.floor(random() * 50));
      const chosen = [...rows.subarray(0, count)].flatMap((row) => [
        ...cellsOf.subarray(row * partitions, (row + 1) * partitions),
      ]);
      const expected = weights.reduce(
        (sum, weight, cell) => sum + weight * chosen.filter((one) => one === cell).length ** 2,
        0,
      );
      expect(sumOf(rows, count)).toBeCloseTo(expected, 10);
    }
  });
});
