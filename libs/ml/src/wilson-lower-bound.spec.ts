import { describe, expect, it } from '@jest/globals';
import { wilsonLowerBound } from './wilson-lower-bound.js';

describe('the lower end of Wilson’s interval', () => {
  // Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
  it.each([
    [81, 263, 0.2553],
    [15, 148, 0.0624],
    [0, 20, 0],
    [1, 29, 0.0061],
  ])('of %i in %i is %f', (successes, trials, lower) => {
    expect(wilsonLowerBound(successes, trials)).toBeCloseTo(lower, 4);
  });

  it('of nothing is 0', () => {
    expect(wilsonLowerBound(0, 0)).toBe(0);
  });
});
