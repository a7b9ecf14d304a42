import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { shareRuns } from './share-runs.js';

describe('shared runs', () => {
  it('are one for 10,000 who ask at once, and another one for who asks after it began', async () => {
    const share = shareRuns<number>(1);
    let runs = 0;
    let finish: () => void = () => undefined;
    const work = () => {
      runs += 1;
      const mine = runs;
      return new Promise<number>((resolve) => (finish = () => resolve(mine)));
    };
    const early = Array.from({ length: 10_000 }, () => share('a', work));
    while (runs === 0) await nextTurn();
    const late = [share('a', work), share('a', work)];
    finish();
    expect(new Set(await Promise.all(early))).toEqual(new Set([1]));
    while (runs === 1) await nextTurn();
    finish();
    expect(await Promise.all(late)).toEqual([2, 2]);
  });

  it('are at most so many at a time, and a failure is of those who shared it', async () => {
    const share = shareRuns<string>(2);
    let running = 0;
    let most = 0;
    const work = async (key: string) => {
      most = Math.max(most, (running += 1));
      await nextTurn();
      running -= 1;
      if (key === '7') throw new Error('seven');
      return key;
    };
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => share(String(n), () => work(String(n)))),
    );
    expect(most).toBe(2);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await share('7', () => work('fine'))).toBe('fine');
  });
});
