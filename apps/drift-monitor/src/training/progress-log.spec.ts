import { describe, expect, it } from '@jest/globals';
import { ProgressLog } from './progress-log.js';
import type { RunProgress } from './training-run-store.js';

const at = (done: number): RunProgress => ({ stage: 'embed', done, total: 9 });

describe('the progress of a run', () => {
  it('is written one at a time; what is overtaken is left out, the last never', async () => {
    const written: number[] = [];
    const releases: (() => void)[] = [];
    const log = new ProgressLog(({ done }) => {
      written.push(done);
      return new Promise((resolve) => releases.push(resolve));
    });
    for (const done of [1, 2, 3]) log.add(at(done));
    expect(written).toEqual([1]);
    const finished = log.written();
    releases[0]?.();
    await new Promise(setImmediate);
    expect(written).toEqual([1, 3]);
    releases[1]?.();
    await finished;
    log.add(at(4));
    expect(written).toEqual([1, 3, 4]);
  });

  it('does not end the run when it cannot be written', async () => {
    const log = new ProgressLog(() => Promise.reject(new Error('no store')));
    log.add(at(1));
    await expect(log.written()).resolves.toBeUndefined();
  });
});
