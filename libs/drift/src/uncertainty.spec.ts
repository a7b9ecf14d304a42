import { describe, expect, it } from '@jest/globals';
import { uncertaintyOf } from './uncertainty.js';

describe('uncertaintyOf', () => {
  it('is 1 when all labels are alike, and 0 when one is sure', () => {
    expect(uncertaintyOf({ queue: Float32Array.of(0.25, 0.25, 0.25, 0.25) })).toBeCloseTo(1, 6);
    expect(uncertaintyOf({ queue: Float32Array.of(0, 1, 0) })).toBe(0);
    expect(uncertaintyOf({ queue: Float32Array.of(1) })).toBe(0);
  });

  it('is the entropy over that of equal labels, averaged over the heads', () => {
    // scipy.stats.entropy([0.7, 0.2, 0.1], base=3)
    expect(uncertaintyOf({ queue: Float32Array.of(0.7, 0.2, 0.1) })).toBeCloseTo(0.7298466991620975, 6);
    const both = { queue: Float32Array.of(0.7, 0.2, 0.1), urgency: Float32Array.of(0.5, 0.5) };
    expect(uncertaintyOf(both)).toBeCloseTo((0.7298466991620975 + 1) / 2, 6);
  });

  it('refuses a row without heads', () => {
    expect(() => uncertaintyOf({})).toThrow('no probabilities');
  });
});
