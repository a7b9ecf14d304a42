import { describe, expect, it } from '@jest/globals';
import { inBlindSample } from './blind-sample.js';

const ids = Array.from({ length: 10_000 }, (_, n) => `018f4f7e-0000-7000-8000-${String(n).padStart(12, '0')}`);
const sampled = (share: number) => ids.filter((id) => inBlindSample(id, share));

describe('inBlindSample', () => {
  it.each([0, 0.02, 0.3, 1])('takes a share of %d', (share) => {
    expect(Math.abs(sampled(share).length / ids.length - share)).toBeLessThan(0.01);
  });

  it('is the same every time, and a larger share keeps what a smaller one took', () => {
    expect(sampled(0.02)).toEqual(sampled(0.02));
    expect(sampled(0.3)).toEqual(expect.arrayContaining(sampled(0.02)));
  });
});
