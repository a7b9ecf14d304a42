import { describe, expect, it } from '@jest/globals';
import { labelsToProve } from './labels-to-prove.js';

const rules = { labels: 100, sliceShare: 0.4 };

describe('labelsToProve', () => {
  it.each([
    ['a new topic that most answers are wrong about', 60, 100, 100],
    // Lower bound 0.311 - 0.2 = 0.111; 3.84 / (0.111 × 0.4) = 87.
    ['twice as many errors', 40, 100, 100],
    // 0.241 - 0.2 = 0.041; 3.84 / (0.041 × 0.4) = 235.
    ['half as many errors again', 60, 200, 236],
    ['as many errors as in the test', 20, 100, 400],
    ['fewer errors', 0, 100, 400],
  ])('of %s', (_, wrong, labelled, need) => {
    expect(labelsToProve([{ wrong, labelled, expected: 0.2 }], rules)).toBe(need);
  });

  it('goes by the head that says most, and waits longest when no head has labels', () => {
    const quiet = { wrong: 20, labelled: 100, expected: 0.2 };
    expect(labelsToProve([quiet, { wrong: 60, labelled: 200, expected: 0.2 }], rules)).toBe(236);
    expect(labelsToProve([], rules)).toBe(400);
  });
});
