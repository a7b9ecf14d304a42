import type { TrainingEvaluation } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import type { Registry } from '@driftdesk/registry';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import type { DriftMonitorOptions } from '../options.js';
import type { RunTrainer } from './run-trainer.js';
import { TrainingRunStore } from './training-run-store.js';
import { TrainingRunner } from './training-runner.js';

const author = { id: 'ada', role: 'admin' } as const;
const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', path: '/home/version' });
const reason = 'The disk is full: /home/version could not be written. Free some space on it.';
const trained = {
  status: 'trained',
  version: 'v-1',
  evaluation: { holdout: 'permanent' } as TrainingEvaluation,
} as const;
const registry = { removePartial: async () => undefined } as unknown as Registry;
const options = { trainingFolder: '/nowhere' } as DriftMonitorOptions;

let database: Database;
let runs: TrainingRunStore;
let runner: TrainingRunner;
beforeAll(async () => {
  database = await openPglite();
  runs = new TrainingRunStore(database);
});
afterAll(() => database.close());
beforeEach(async () => void (await database.sql.execute('TRUNCATE monitor.training_runs')));
afterEach(() => runner.onModuleDestroy());

/** One start of a process, whose trainer does this, until it has nothing to do. */
async function start(train: RunTrainer['train']): Promise<void> {
  runner = new TrainingRunner(runs, { train } as RunTrainer, registry, pino({ level: 'silent' }), options);
  await runner.onApplicationBootstrap();
  await runner.work;
}
async function wake(): Promise<void> {
  runner.wake();
  await runner.work;
}

describe('a run for which the disk has no space', () => {
  it('waits, with its rollout, and is trained when there is', async () => {
    const rolloutId = '018f4f7e-0000-7000-8000-000000000007';
    const id = await runs.queueFor('m', rolloutId, author);
    let tries = 0;
    await start(() => {
      tries += 1;
      return Promise.reject(full);
    });
    expect(await runs.get(id)).toMatchObject({ status: 'queued', reason, rolloutId, startedAt: undefined });
    // Not again at once, whoever asks.
    await wake();
    expect([tries, await runs.attempts(rolloutId)]).toEqual([1, 1]);
    await runner.onModuleDestroy();
    await start(async () => trained);
    expect(await runs.get(id)).toMatchObject({ status: 'trained', reason: undefined });
  });

  it('waits a minute, then longer, up to half an hour', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const triedAt: number[] = [];
    let minute = 0;
    await runs.queue('m', author);
    await start(() => {
      triedAt.push(minute);
      return Promise.reject(full);
    });
    for (; minute < 100; minute += 1) {
      clock.mockReturnValue(minute * 60_000);
      await wake();
    }
    clock.mockRestore();
    expect(triedAt).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
  });

  it('leaves the rest to the one of its model that waits already, which can be cancelled', async () => {
    const run = await runs.queue('m', author);
    await start(async () => {
      await runs.queue('m', author);
      throw full;
    });
    expect(await runs.get(run.id)).toMatchObject({ status: 'interrupted', reason });
    const next = await runs.queue('m', author);
    expect([next.id === run.id, next.status]).toEqual([false, 'queued']);
    expect(await runner.cancel(next)).toBe(true);
  });
});
