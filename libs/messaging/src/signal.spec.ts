import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Signal } from './signal.js';

describe('Signal', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Waits for the signal. @returns whether the wait has ended by now */
  function watch(signal: Signal, timeoutMs: number): () => Promise<boolean> {
    let ended = false;
    void signal.wait(timeoutMs).then(() => (ended = true));
    return async () => {
      await jest.advanceTimersByTimeAsync(0);
      return ended;
    };
  }

  it('ends a wait when it is raised, and leaves no timer behind', async () => {
    const signal = new Signal();
    const ended = watch(signal, 60_000);
    expect(await ended()).toBe(false);
    signal.raise();
    expect(await ended()).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends a wait when its time is over', async () => {
    const ended = watch(new Signal(), 1_000);
    await jest.advanceTimersByTimeAsync(999);
    expect(await ended()).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(await ended()).toBe(true);
  });

  it('ends a wait without an end only when it is raised', async () => {
    const signal = new Signal();
    const ended = watch(signal, Infinity);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await ended()).toBe(false);
    signal.raise();
    expect(await ended()).toBe(true);
  });

  it('raised while nobody waits, it ends the next wait at once, and only that', async () => {
    const signal = new Signal();
    signal.raise();
    signal.raise();
    expect(await watch(signal, 60_000)()).toBe(true);
    expect(await watch(signal, 60_000)()).toBe(false);
  });

  it('is down again after the wait that it ended', async () => {
    const signal = new Signal();
    const first = watch(signal, 60_000);
    signal.raise();
    expect(await first()).toBe(true);
    expect(await watch(signal, 60_000)()).toBe(false);
  });
});
