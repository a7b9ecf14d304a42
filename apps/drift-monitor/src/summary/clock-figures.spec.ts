import { describe, expect, it } from '@jest/globals';
import { clockFigures } from './clock-figures.js';

const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + 1000 * seconds).toISOString();

describe('the drift-to-serving clock', () => {
  it('gives the nearest ranks over the rollouts that came to serve', () => {
    const rollouts = Array.from({ length: 20 }, (_, n) => ({
      drifted: at(0),
      detected: at(100),
      serving: at(100 + 10 * (20 - n)),
    }));
    expect(clockFigures([...rollouts, { drifted: at(0), detected: at(1) }])).toEqual({
      rollouts: 20,
      driftedToServing: { p50: 200, p95: 290 },
      detectedToServing: { p50: 100, p95: 190 },
    });
  });

  it('gives what one rollout took, and nothing without any', () => {
    expect(clockFigures([{ detected: at(0), serving: at(7.5) }])).toEqual({
      rollouts: 1,
      detectedToServing: { p50: 7.5, p95: 7.5 },
    });
    expect(clockFigures([])).toEqual({ rollouts: 0 });
  });
});
