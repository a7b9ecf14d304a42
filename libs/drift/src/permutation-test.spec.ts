import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@driftdesk/ml';
import { permutationsFor, permutationTest } from './permutation-test.js';

describe('permutationTest', () => {
  it.each([
    [0.05, 199],
    [0.01, 999],
    [0.003, 3333],
  ])('makes as many permutations as a tenth of the threshold %d needs', (threshold, permutations) => {
    expect(permutationsFor(threshold)).toBe(permutations);
    expect(1 / (permutations + 1)).toBeLessThanOrEqual(threshold / 10);
    const { pValue, ...found } = permutationTest(2, threshold, createRandom(1), (random) => random());
    expect(found).toEqual({ permutations, exceedances: 0 });
    expect(pValue).toBeCloseTo(1 / (permutations + 1), 15);
  });

  it('counts what is at least the observed statistic', () => {
    const draws = [...new Array<number>(196).fill(0), 5, 5, 7];
    const found = permutationTest(5, 0.05, createRandom(1), () => draws.pop() as number);
    expect(found).toEqual({ pValue: 4 / 200, permutations: 199, exceedances: 3 });
  });

  it('stops at the exceedance that makes p larger than the threshold', () => {
    // (1 + 10) / 200 would be above 0.05; with 9 it can still be 0.05.
    const found = permutationTest(1, 0.05, createRandom(1), () => 1);
    expect(found).toEqual({ pValue: 1, permutations: 10, exceedances: 10 });
    let made = 0;
    const rare = permutationTest(1, 0.05, createRandom(1), () => (++made % 20 === 0 ? 1 : 0));
    expect(rare).toEqual({ pValue: 10 / 200, permutations: 199, exceedances: 9 });
  });

  it.each([0.01, 0.05, 0.2, 0.5])('is valid: without a difference p is at most %d no more often than that', (level) => {
    const random = createRandom(8);
    const runs = 2_000;
    const found = Array.from({ length: runs }, () => permutationTest(random(), 0.05, random, () => random()).pValue);
    const rate = found.filter((pValue) => pValue <= level).length / runs;
    expect(rate).toBeLessThan(level + 3 * Math.sqrt((level * (1 - level)) / runs));
    expect(rate).toBeGreaterThan(level / 2);
  });
});
