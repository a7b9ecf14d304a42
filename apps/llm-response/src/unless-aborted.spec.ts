import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { unlessAborted } from './unless-aborted.js';

const reason = new Error('the process ends');
const never = () => new Promise<never>(() => undefined);

describe('unlessAborted', () => {
  it('gives what the work gives, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(signal, () => Promise.resolve(7))).toBe(7);
    await expect(unlessAborted(signal, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('does not wait for work that is in hand when the signal comes', async () => {
    const end = new AbortController();
    const working = unlessAborted(end.signal, never);
    end.abort(reason);
    await expect(working).rejects.toBe(reason);
    expect(getEventListeners(end.signal, 'abort')).toEqual([]);
  });

  it('begins nothing after the signal', async () => {
    let begun = false;
    const working = unlessAborted(AbortSignal.abort(reason), () => {
      begun = true;
      return Promise.resolve();
    });
    await expect(working).rejects.toBe(reason);
    expect(begun).toBe(false);
  });
});
