import { describe, expect, it } from '@jest/globals';
import { joinWindows, meanOfTokens, toUnitLength } from './pooling.js';

describe('pooling', () => {
  it('takes the mean over tokens, dimension by dimension', () => {
    expect([...meanOfTokens(Float32Array.of(1, 2, 3, 3, 6, 9), 3)]).toEqual([2, 4, 6]);
  });

  it('scales to unit length, and refuses what has no direction', () => {
    expect([...toUnitLength(Float32Array.of(0, 3, 0, -4))]).toEqual([0, 0.6, 0, -0.8].map(Math.fround));
    expect(() => toUnitLength(new Float32Array(4))).toThrow('without a direction');
    expect(() => toUnitLength(Float32Array.of(NaN, 1))).toThrow('without a direction');
  });

  it('weighs windows by their word pieces', () => {
    const joined = joinWindows([
      { vector: Float32Array.of(1, 0), weight: 3 },
      { vector: Float32Array.of(0, 1), weight: 4 },
    ]);
    expect([...joined]).toEqual([0.6, 0.8].map(Math.fround));
  });
});
