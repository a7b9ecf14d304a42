import { describe, expect, it } from '@jest/globals';
import { pairedBootstrap } from './paired-bootstrap.js';

/** 1: only the new one right, -1: only the old one, 0: both alike. */
const pairs = (won: number, lost: number, alike: number) => [
  ...new Array<number>(won).fill(1),
  ...new Array<number>(lost).fill(-1),
  ...new Array<number>(alike).fill(0),
];

describe('pairedBootstrap', () => {
  // The normal approximation: mean ± 1.96 · sd / √n.
  it.each([
    [30, 10, 60, 0.2, 0.083, 0.317],
    [50, 50, 100, 0, -0.098, 0.098],
    [5, 1, 194, 0.02, -0.0038, 0.0438],
  ])('%i won, %i lost, %i alike: about the normal interval', (won, lost, alike, mean, lower, upper) => {
    const interval = pairedBootstrap(pairs(won, lost, alike), 3);
    expect(interval.mean).toBeCloseTo(mean, 10);
    expect(Math.abs(interval.lower - lower)).toBeLessThan(0.015);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(0.015);
  });

  it('covers the true mean in about 95 of 100 samples', () => {
    let covered = 0;
    for (let sample = 0; sample < 100; sample++) {
      // A deterministic stand-in for draws from {-1, 0, 1} with mean 0.1.
      const rows = Array.from({ length: 120 }, (_, row) => {
        const u = (Math.sin(sample * 997.13 + row * 78.233) * 43758.5453) % 1;
        const v = u < 0 ? u + 1 : u;
        return v < 0.2 ? 1 : v < 0.3 ? -1 : 0;
      });
      const { lower, upper } = pairedBootstrap(rows, sample);
      if (lower <= 0.1 && 0.1 <= upper) covered++;
    }
    expect(covered / 100).toBeGreaterThan(0.9);
    expect(covered / 100).toBeLessThan(0.99);
  });

  it('is the same for the same seed, and nothing over no rows', () => {
    expect(pairedBootstrap([1, 0, -1, 1], 5)).toEqual(pairedBootstrap([1, 0, -1, 1], 5));
    expect(pairedBootstrap([], 5)).toEqual({ mean: 0, lower: 0, upper: 0 });
  });
});
