import { describe, expect, it } from '@jest/globals';
import { citedNumbers, marksBeforeStops, singleMarks, withoutMarks } from './citations.js';

describe('citation marks', () => {
  it.each<[string, number[]]>([
    ['Restart it. [2] Then wait [1].', [1, 2]],
    ['Restart it [1, 3][1].', [1, 3]],
    ['See [1](https://example.com) and [note].', []],
  ])('are read from “%s”', (text, numbers) => {
    expect(citedNumbers(text)).toEqual(numbers);
  });

  it('are removed without a gap', () => {
    expect(withoutMarks('Restart it [1]. Then wait [2] here.')).toBe('Restart it. Then wait here.');
  });

  it('move in front of the stop they follow', () => {
    expect(marksBeforeStops('Restart it. [1][2] Then wait.')).toBe('Restart it [1][2]. Then wait.');
  });

  it('are written one by one', () => {
    expect(singleMarks('Restart it [1, 03; 2].')).toBe('Restart it [1][3][2].');
  });
});
