import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@driftdesk/ml';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { halton } from './halton.fixture.js';

describe('kolmogorovSmirnov', () => {
  // scipy.stats.ks_2samp(left, right, method='exact'), SciPy 1.17.1; no value occurs twice.
  it.each([
    [
      'a dozen against nine',
      [0.001, 0.299, -0.274, -0.891, -0.455, -0.992, 0.06, 1.34, -0.492, -0.62, 0.49, 0.357],
      [0.937, -0.41, 0.762, 1.704, -0.947, 0.205, -1.672, -0.876, -1.594],
      0.2777777777777778,
      0.7291804171061136,
    ],
    ['500 against 300', halton(500, 2), halton(300, 3).map((x) => x ** 1.2), 0.07466666666666667, 0.236072180755164],
    ['1,000 against 1,000', halton(1_000, 2), halton(1_000, 3).map((x) => x ** 1.5), 0.15, 3.143161402242108e-10],
  ])('agrees with SciPy: %s', (_, left, right, statistic, pValue) => {
    const found = kolmogorovSmirnov(left, right);
    expect(found.statistic).toBeCloseTo(statistic, 14);
    expect(found.pValue / pValue).toBeCloseTo(1, 9);
    const turned = kolmogorovSmirnov(right, left);
    expect(turned.statistic).toBe(found.statistic);
    expect(turned.pValue / pValue).toBeCloseTo(1, 9);
  });

  it('is exact with ties', () => {
    // Counted over all 1,716 ways to deal the values out; SciPy says 0.2121 without regard to the ties.
    const found = kolmogorovSmirnov([1, 1, 2, 2, 2, 3, 4], [2, 3, 3, 4, 4, 5]);
    expect(found.statistic).toBeCloseTo(0.5476190476190477, 14);
    expect(found.pValue).toBeCloseTo(256 / 1716, 12);
  });

  it('says 1 of samples that are alike', () => {
    expect(kolmogorovSmirnov([1, 2, 3], [3, 2, 1])).toEqual({ statistic: 0, pValue: 1 });
    expect(kolmogorovSmirnov([0.5, 0.5], [0.5])).toEqual({ statistic: 0, pValue: 1 });
  });

  it('says how few ways there are when two samples do not overlap', () => {
    // 2 of the 20 ways to deal six values out.
    expect(kolmogorovSmirnov([1, 2, 3], [4, 5, 6])).toEqual({ statistic: 1, pValue: expect.closeTo(0.1, 12) });
  });

  it('takes the asymptotic tail for large samples, close to the exact one', () => {
    const left = halton(2_000, 2);
    const right = halton(1_999, 3).map((x) => x ** 1.09);
    const exact = kolmogorovSmirnov(left, right).pValue;
    const asymptotic = kolmogorovSmirnov([...left, 0.5], [...right, 0.5]).pValue;
    expect(asymptotic).not.toBe(exact);
    expect(asymptotic / exact).toBeGreaterThan(0.95);
    expect(asymptotic / exact).toBeLessThan(1.1);
  });

  it('alarms as often as it says without a difference, also with many ties', () => {
    const random = createRandom(3);
    const draw = () => Float64Array.from({ length: 60 }, () => Math.floor(random() * 8));
    const alarms = Array.from({ length: 2_000 }, () => kolmogorovSmirnov(draw(), draw()).pValue <= 0.1);
    const rate = alarms.filter(Boolean).length / alarms.length;
    expect(rate).toBeLessThan(0.1 + 2 * Math.sqrt((0.1 * 0.9) / 2_000));
    expect(rate).toBeGreaterThan(0.05);
  });

  it('refuses an empty sample', () => {
    expect(() => kolmogorovSmirnov([], [1])).toThrow('two samples');
  });
});
