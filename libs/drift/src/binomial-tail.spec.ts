import { describe, expect, it } from '@jest/globals';
import { binomialTail } from './binomial-tail.js';

describe('binomialTail', () => {
  // Python: the sum of comb(n, k) · p^k · (1 − p)^(n − k) in exact fractions.
  it.each([
    [10, 35, 0.2857142857142857, 0.5636684343],
    [16, 41, 0.24242424242424243, 0.02538478936],
    [0, 10, 0.5, 1],
    [5, 5, 0.1, 1e-5],
    [700, 2000, 0.3333333333333333, 0.06011497464],
    [3, 50, 0.01, 0.01381727083],
  ])('of %d in %d at %d is %d', (successes, trials, chance, expected) => {
    expect(Math.abs(binomialTail(successes, trials, chance) / expected - 1)).toBeLessThan(1e-9);
  });

  it('is certain or impossible at the ends', () => {
    expect([binomialTail(0, 0, 0.5), binomialTail(1, 3, 0), binomialTail(3, 3, 1)]).toEqual([1, 0, 1]);
  });
});
