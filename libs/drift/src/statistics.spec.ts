import { describe, expect, it } from '@jest/globals';
import { areaUnderCurve } from './area-under-curve.js';
import { logOddsShift } from './log-odds.js';

describe('areaUnderCurve', () => {
  it('agrees with scikit-learn, ties included', () => {
    // sklearn.metrics.roc_auc_score
    expect(areaUnderCurve([0.1, 0.4, 0.4, 0.35, 0.8], [0.4, 0.9, 0.8, 0.2])).toBeCloseTo(0.675, 12);
  });

  it('is 1 when every positive is higher, one half when nothing differs', () => {
    expect(areaUnderCurve([1, 2], [3, 4])).toBe(1);
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(0);
    expect(areaUnderCurve([5, 5], [5])).toBe(0.5);
  });
});

describe('logOddsShift', () => {
  it('agrees with the formula of Monroe et al. in NumPy', () => {
    const counts = [
      { term: 'vpn', reference: 12, current: 60 },
      { term: 'printer', reference: 50, current: 20 },
      { term: 'the', reference: 300, current: 280 },
      { term: 'quantum', reference: 0, current: 9 },
      { term: 'password', reference: 40, current: 38 },
    ];
    const scores = Object.fromEntries(logOddsShift(counts, 100).map(({ term, z }) => [term, z]));
    expect(Object.keys(scores)).toEqual(['vpn', 'quantum', 'password', 'the', 'printer']);
    expect(scores['vpn']).toBeCloseTo(5.151888894716796, 10);
    expect(scores['quantum']).toBeCloseTo(2.217659584121774, 10);
    expect(scores['password']).toBeCloseTo(-0.2784728040304695, 10);
    expect(scores['the']).toBeCloseTo(-3.102873093656223, 10);
    expect(scores['printer']).toBeCloseTo(-3.4764352041508886, 10);
  });
});
