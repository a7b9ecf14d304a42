import { describe, expect, it } from '@jest/globals';
import { createWordTally } from './word-tally.js';

describe('createWordTally', () => {
  it('averages a word over the rows that have it and keeps those of enough groups', () => {
    const tally = createWordTally(2, 2);
    const words = (...all: string[]) => all.map((normal) => ({ normal }));
    expect([...tally.add('a', words('vpn', 'vpn', 'ada'), Float64Array.of(1, 0, 2, 1, 5, 5))]).toEqual([8, 6]);
    expect([...tally.add('b', words('vpn'), Float64Array.of(3, -1))]).toEqual([3, -1]);
    expect([...tally.add('a', words('ada'), Float64Array.of(1, 1))]).toEqual([1, 1]);
    expect(tally.words()).toEqual([{ word: 'vpn', rows: 2, shares: Float64Array.of(3, 0) }]);
  });
});
