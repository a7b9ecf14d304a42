import { describe, expect, it } from '@jest/globals';
import { bootstrap, rolling, score } from './scores.js';

const answers = {
  targets: Int32Array.of(0, 0, 1, 1, 2, 2, 2, 3),
  predicted: Int32Array.of(0, 1, 1, 1, 2, 0, 2, 2),
};
const all = Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7);

describe('score', () => {
  // accuracy_score and f1_score(average='macro') of scikit-learn 1.9.1
  it.each([
    ['every row', all, 0.625, 0.4916666666666667],
    ['a resample, whose classes alone count', Int32Array.of(0, 0, 2, 5), 0.75, 0.6],
  ])('is what scikit-learn gives: %s', (_, rows, accuracy, macroF1) => {
    const found = score(answers, rows, 4);
    expect(found.accuracy).toBeCloseTo(accuracy, 12);
    expect(found.macroF1).toBeCloseTo(macroF1, 12);
  });
});

describe('bootstrap', () => {
  it('is as wide as the binomial distribution says, and the same for the same seed', () => {
    const right = Float64Array.from({ length: 1_000 }, (_, row) => (row % 10 < 7 ? 1 : 0));
    const share = (rows: Int32Array) => rows.reduce((sum, row) => sum + (right[row] as number), 0) / rows.length;
    const found = bootstrap(1_000, 1, share);
    expect(found.value).toBeCloseTo(0.7, 12);
    // 1.96 standard errors of 0.0145
    expect(found.lower).toBeCloseTo(0.6716, 2);
    expect(found.upper).toBeCloseTo(0.7284, 2);
    expect(bootstrap(1_000, 1, share)).toEqual(found);
  });
});

describe('rolling', () => {
  it('is the share of the last tickets, after every so many', () => {
    const right = [true, true, false, false, true, true, true];
    expect(rolling(right, 4, 2)).toEqual([
      { ticket: 4, accuracy: 0.5 },
      { ticket: 6, accuracy: 0.5 },
    ]);
  });
});
