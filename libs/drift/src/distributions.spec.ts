import { describe, expect, it } from '@jest/globals';
import { chiSquareTail } from './chi-square-distribution.js';
import { kolmogorovTail } from './kolmogorov-distribution.js';

describe('kolmogorovTail', () => {
  // scipy.special.kolmogorov, SciPy 1.17.1
  it.each([
    [0.2, 0.999999999999495],
    [0.5, 0.9639452436648751],
    [0.99, 0.2808738392255489],
    [1, 0.26999967167735456],
    [1.36, 0.049485876755377876],
    [2, 0.0006709252557796953],
    [3, 3.045995948942526e-8],
  ])('agrees with SciPy at %d', (x, tail) => {
    expect(kolmogorovTail(x) / tail).toBeCloseTo(1, 11);
  });

  it('is 1 from 0 down', () => {
    expect(kolmogorovTail(0)).toBe(1);
    expect(kolmogorovTail(0.001)).toBe(1);
  });
});

describe('chiSquareTail', () => {
  // scipy.stats.chi2.sf, SciPy 1.17.1
  it.each([
    [0.5, 1, 0.47950012218695337],
    [3.84, 1, 0.05004352124870519],
    [10, 1, 0.001565402258002549],
    [1, 2, 0.6065306597126334],
    [20, 7, 0.005569683072945574],
    [2, 7, 0.9598403687301016],
    [60, 10, 3.6243009520614924e-9],
    [9, 50, 0.999999999981499],
    [100, 3, 1.5541594313896026e-21],
    [700, 600, 0.0028957725318222776],
  ])('agrees with SciPy at %d with %d degrees', (x, degrees, tail) => {
    expect(chiSquareTail(x, degrees) / tail).toBeCloseTo(1, 11);
  });

  it('is 1 at 0', () => {
    expect(chiSquareTail(0, 3)).toBe(1);
  });
});
