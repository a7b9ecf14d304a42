import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { cautiousNow, now } from './clock.js';

const dayMs = 86_400_000;
beforeEach(() => {
  const unchanged = ['performance', 'hrtime', 'nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout'] as const;
  jest.useFakeTimers({ doNotFake: [...unchanged], now: Date.now() });
});
afterEach(() => void jest.useRealTimers());

it.each([-dayMs, dayMs])('stands where it was when the wall clock is set by %d ms, and goes on from there', (jump) => {
  const before = now().getTime();
  expect(Math.abs(before - Date.now())).toBeLessThan(60_000);
  jest.setSystemTime(Date.now() + jump);
  const after = now().getTime();
  expect(after - before).toBeGreaterThanOrEqual(0);
  expect(after - before).toBeLessThan(60_000);
});

it('takes nothing for older when the wall clock is set ahead, nor for younger when it is set back', () => {
  const before = Date.now();
  jest.setSystemTime(before + 40 * dayMs);
  expect(cautiousNow().getTime() - before).toBeLessThan(60_000);
  jest.setSystemTime(before - 40 * dayMs);
  expect(cautiousNow().getTime()).toBe(before - 40 * dayMs);
});
