import { describe, expect, it } from '@jest/globals';
import { rowsToProve } from './rows-to-prove.js';

describe('rowsToProve', () => {
  it.each([
    // Lower bound 0.502 - 0.2 = 0.302; 3.84 / 0.302 = 12.7.
    ['a new topic that most answers are wrong about', 60, 100, 12.7],
    ['twice as many errors', 40, 100, 35.1],
    ['half as many errors again', 60, 200, 94.3],
    ['half as many errors again, of few labels', 6, 20, Infinity],
    ['as many errors as in the test', 20, 100, Infinity],
    ['no errors', 0, 100, Infinity],
    ['no labels', 0, 0, Infinity],
  ])('of %s', (_, wrong, labelled, rows) => {
    expect(Number(rowsToProve({ wrong, labelled, expected: 0.2 }).toPrecision(3))).toBe(rows);
  });
});
