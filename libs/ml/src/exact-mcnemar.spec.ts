import { describe, expect, it } from '@jest/globals';
import { exactMcNemar } from './exact-mcnemar.js';

describe('exactMcNemar', () => {
  // scipy.stats.binomtest(worse, worse + better, 0.5, alternative='greater').pvalue
  it.each([
    [8, 2, 0.0546875],
    [15, 5, 0.020694732666015625],
    [3, 7, 0.9453125],
    [10, 0, 0.0009765625],
    [60, 40, 0.028443966820490392],
  ])('%i against, %i for: p = %f', (worse, better, expected) => {
    expect(exactMcNemar(worse, better)).toBeCloseTo(expected, 10);
  });

  it('knows nothing without a difference', () => {
    expect(exactMcNemar(0, 0)).toBe(1);
    expect(exactMcNemar(0, 5)).toBeCloseTo(1, 12);
  });
});
