import { describe, expect, it } from '@jest/globals';
import { labelsToProve } from './labels-to-prove.js';

describe('labelsToProve', () => {
  it.each([
    // Lower bound 0.502 - 0.2 = 0.302; 3.84 / (0.302 × 0.4) = 31.8.
    ['a new topic that most answers are wrong about', 60, 100, 32],
    ['twice as many errors', 40, 100, 88],
    ['half as many errors again', 60, 200, 236],
    ['half as many errors again, of few labels', 6, 20, Infinity],
    ['as many errors as in the test', 20, 100, Infinity],
    ['no errors', 0, 100, Infinity],
    ['no labels', 0, 0, Infinity],
  ])('of %s', (_, wrong, labelled, need) => {
    expect(labelsToProve({ wrong, labelled, expected: 0.2 }, 0.4)).toBe(need);
  });
});
