import { describe, expect, it } from '@jest/globals';
import { hashShare } from './hash-share.js';

describe('hashShare', () => {
  // Python's mmh3: mmh3.hash(name.encode('utf-32-le'), 7, signed=False) / 2**32.
  it.each([
    ['access.password-expired.en', 0.356455066706985],
    ['text:0a1b', 0.755319234216586],
    ['é🙂', 0.598433931125328],
    ['', 0.09682743344456],
  ])('agrees with an independent implementation on "%s"', (name, share) => {
    expect(hashShare(name, 7)).toBeCloseTo(share, 12);
  });

  it('spreads names evenly, differently under another seed', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `group-${i}`);
    const below = (seed: number) => new Set(names.filter((name) => hashShare(name, seed) < 0.2));
    const [one, other] = [below(1), below(2)];
    // Four standard deviations of a binomial share.
    for (const { size } of [one, other]) expect(Math.abs(size / names.length - 0.2)).toBeLessThan(0.016);
    expect(Math.abs([...one].filter((name) => other.has(name)).length / one.size - 0.2)).toBeLessThan(0.036);
  });
});
