import { describe, expect, it } from '@jest/globals';
import { defaultRetryPolicy, retryDelayMs } from './retry-policy.js';

const policy = { maxAttempts: 6, firstDelayMs: 500, maxDelayMs: 60_000, quarantineMs: 10_000 };

describe('retryDelayMs', () => {
  it('doubles with every attempt', () => {
    const delays = [1, 2, 3, 4].map((attempts) => retryDelayMs(policy, attempts, 0));
    expect(delays).toEqual([250, 500, 1_000, 2_000]);
  });

  it('spreads between half of the delay and all of it', () => {
    expect(retryDelayMs(policy, 2, 0)).toBe(500);
    expect(retryDelayMs(policy, 2, 0.5)).toBe(750);
    expect(retryDelayMs(policy, 2, 1 - Number.EPSILON)).toBe(1_000);
  });

  it('stays at the longest delay, however often it failed', () => {
    for (const attempts of [8, 100, 5_000]) {
      expect(retryDelayMs(policy, attempts, 0)).toBe(30_000);
      expect(retryDelayMs(policy, attempts, 1 - Number.EPSILON)).toBe(60_000);
    }
  });
});

describe('the default policy', () => {
  it('has tried everything within a minute', () => {
    const { maxAttempts } = defaultRetryPolicy;
    const delays = Array.from({ length: maxAttempts - 1 }, (_, n) => retryDelayMs(defaultRetryPolicy, n + 1, 1));
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThanOrEqual(60_000);
  });
});
