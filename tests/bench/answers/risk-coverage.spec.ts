import { describe, expect, it } from '@jest/globals';
import { areaUnder, pointAt, riskCoverage } from './risk-coverage.js';

describe('riskCoverage', () => {
  const curve = riskCoverage(
    [
      { confidence: 0.5, correct: false },
      { confidence: 0.9, correct: true },
      { confidence: 0.7, correct: false },
    ],
    4,
  );

  it('takes the surest answers first', () => {
    expect(curve).toEqual([
      { coverage: 0.25, risk: 0, confidence: 0.9 },
      { coverage: 0.5, risk: 0.5, confidence: 0.7 },
      { coverage: 0.75, risk: 2 / 3, confidence: 0.5 },
    ]);
  });

  it('has the mean risk as its area', () => {
    expect(areaUnder(curve)).toBeCloseTo((0 + 0.5 + 2 / 3) / 3, 10);
  });

  it('tells the risk at a coverage, unless that is never reached', () => {
    expect(pointAt(curve, 0.6)?.risk).toBe(0.5);
    expect(pointAt(curve, 0.75)?.risk).toBeCloseTo(2 / 3, 10);
    expect(pointAt(curve, 0.8)).toBeUndefined();
  });
});
