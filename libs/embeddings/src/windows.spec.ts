import { describe, expect, it } from '@jest/globals';
import { specialTokensAround, splitIntoWindows } from './windows.js';

const bert = { before: [101], after: [102] };
const pieces = (count: number) => Array.from({ length: count }, (_, i) => 1_000 + i);

describe('splitIntoWindows', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [254, [254]],
    [255, [254, 1]],
    [1_016, [254, 254, 254, 254]],
    [1_017, [254, 254, 254, 254]],
  ])('cuts %d word pieces into windows of %j', (count, weights) => {
    const windows = splitIntoWindows(pieces(count), bert);
    expect(windows.map(({ weight }) => weight)).toEqual(weights);
    expect(windows.flatMap(({ ids }) => ids.slice(1, -1))).toEqual(pieces(Math.min(count, 1_016)));
    expect(windows.every(({ ids }) => ids[0] === 101 && ids.at(-1) === 102 && ids.length <= 256)).toBe(true);
  });
});

describe('specialTokensAround', () => {
  it('finds what a tokenizer adds', () => {
    expect(specialTokensAround([101, 7, 8, 102], [7, 8])).toEqual(bert);
    expect(specialTokensAround([7, 2], [7])).toEqual({ before: [], after: [2] });
  });

  it('refuses a tokenizer that changes the text’s own tokens', () => {
    expect(() => specialTokensAround([101, 9, 102], [7])).toThrow('does not keep');
  });
});
