import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type BreakerState, withBreaker } from './breaker.js';
import { type AnswerProvider, type Draft, type DraftRequest, ProviderError, ProviderUnavailable } from './provider.js';
import { draftContext, request } from './twins/requests.js';

const good: Draft = { text: 'Restart the laptop [1].', cited: [1] };
const down = new ProviderError('It is down.', { faulty: true });

/** A provider that does what `next` says, behind a breaker that opens after three failures, and everything seen of it. */
function breaking(pauseMs: number) {
  const asked: DraftRequest[] = [];
  const states: BreakerState[] = [];
  const inner: AnswerProvider & { next: () => Promise<Draft> } = {
    next: () => Promise.resolve(good),
    name: 'inner',
    external: true,
    generative: true,
    draft(draftRequest) {
      asked.push(draftRequest);
      return inner.next();
    },
  };
  const provider = withBreaker(inner, { failures: 3, pauseMs, onChange: (state) => void states.push(state) });
  const draft = () => provider.draft({ ...request(), passages: [] }, draftContext());
  const fail = async (error: Error, times: number) => {
    inner.next = () => Promise.reject(error);
    for (let n = 0; n < times; n += 1) await expect(draft()).rejects.toBe(error);
  };
  return { inner, provider, asked, states, draft, fail };
}

describe('a provider behind a breaker', () => {
  it('is not asked after three failures in a row', async () => {
    const { asked, draft, fail, provider, states } = breaking(60_000);
    await fail(down, 3);
    await expect(draft()).rejects.toBeInstanceOf(ProviderUnavailable);
    expect([asked.length, provider.breakerState(), states]).toEqual([3, 'open', ['open']]);
  });

  it('is asked on when a success lies between, or when the requests were to blame', async () => {
    const { inner, asked, draft, fail, provider } = breaking(60_000);
    await fail(down, 2);
    inner.next = () => Promise.resolve(good);
    await draft();
    await fail(down, 2);
    await fail(new ProviderError('Too long.'), 5);
    await fail(new ProviderUnavailable('Spent.'), 5);
    expect([asked.length, provider.breakerState()]).toEqual([15, 'closed']);
  });

  it('is tried by one request after the pause, while the others are not kept waiting', async () => {
    const { inner, asked, draft, fail, provider, states } = breaking(1);
    await fail(down, 3);
    let answer: (draft: Draft) => void = () => undefined;
    inner.next = () => new Promise((resolve) => (answer = resolve));
    await pause(5);
    const trying = draft();
    expect(provider.breakerState()).toBe('half_open');
    await expect(draft()).rejects.toBeInstanceOf(ProviderUnavailable);
    answer(good);
    expect(await trying).toBe(good);
    inner.next = () => Promise.resolve(good);
    expect(await draft()).toBe(good);
    expect([asked.length, states]).toEqual([5, ['open', 'half_open', 'closed']]);
  });

  it('opens again when the try fails', async () => {
    const { asked, draft, fail, states } = breaking(1);
    await fail(down, 3);
    await pause(5);
    await expect(draft()).rejects.toBe(down);
    expect([asked.length, states]).toEqual([4, ['open', 'half_open', 'open']]);
  });

  it('is left alone for as long as it asks', async () => {
    const { asked, draft, fail } = breaking(1);
    await fail(new ProviderError('Slow down.', { faulty: true, retryAfterMs: 60_000 }), 3);
    for (let n = 0; n < 3; n += 1) await expect(draft()).rejects.toBeInstanceOf(ProviderUnavailable);
    expect(asked).toHaveLength(3);
  });
});
