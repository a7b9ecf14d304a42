import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics } from '@driftdesk/platform';
import { PromotionRefused, type Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { DriftMonitorOptions } from '../options.js';
import { RolloutMoves } from '../rollouts/rollout-moves.js';
import { type RolloutRecord, toRollout } from '../rollouts/rollout-record.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import type { TrainingRunner } from '../training/training-runner.js';
import type { FollowUps } from './follow-ups.js';
import { LoopRunner } from './loop-runner.js';
import type { RolloutSteps } from './rollout-steps.js';
import { RolloutEndings } from './steps/rollout-endings.js';

const [id, next] = ['018f4f7e-0000-7000-8000-000000000001', '018f4f7e-0000-7000-8000-000000000002'];
const model = 'triage';
let database: Database;
let rollouts: RolloutStore;
beforeAll(async () => {
  database = await openPglite();
  rollouts = new RolloutStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.execute('TRUNCATE monitor.rollouts, messaging.events');
  await begin(id);
  await rollouts.change(database.sql, id, { status: 'validating', version: 'v-2' });
});

const begin = (rollout: string) =>
  rollouts.begin(database.sql, {
    ...{ id: rollout, model, correlationId: 'c', reportId: null, champion: 'v-1', sinceSequence: 0, stations: {} },
  });

/** One start of a process, whose steps do this, until it ends. */
async function run(take: (rollout: RolloutRecord) => Promise<boolean>): Promise<LoopRunner> {
  const registry = { watch: async () => async () => undefined } as unknown as Registry;
  const logger = pino({ level: 'silent' });
  const moves = new RolloutMoves(rollouts, database, createMetrics());
  const endings = new RolloutEndings(moves, registry, logger);
  const followUps = { beginDue: async () => false } as unknown as FollowUps;
  const training = { onEnded: () => undefined } as unknown as TrainingRunner;
  const options = { models: new Map([[model, {}]]) } as unknown as DriftMonitorOptions;
  const steps = { take } as unknown as RolloutSteps;
  const loop = new LoopRunner(rollouts, steps, followUps, endings, training, database, registry, logger, options);
  await loop.onApplicationBootstrap();
  await loop.work;
  // It waits before it tries again.
  loop.wake(model);
  await loop.work;
  await loop.onModuleDestroy();
  return loop;
}

describe('a step of a rollout that fails', () => {
  it('is tried six times, says why meanwhile, and then makes room for the next rollout', async () => {
    let taken = 0;
    const damaged = async () => {
      taken += 1;
      throw new Error('model.onnx of v-2 is damaged');
    };
    for (let start = 1; start <= 5; start++) {
      await run(damaged);
      expect(taken).toBe(start);
      const failing = { times: start, reason: 'model.onnx of v-2 is damaged' };
      expect(toRollout(await rollouts.get(id), undefined)).toMatchObject({ status: 'validating', failing });
    }
    await run(damaged);
    const reason = 'Its version could not be validated (6 times): model.onnx of v-2 is damaged.';
    expect(await rollouts.get(id)).toMatchObject({ status: 'failed', reason, stepFailures: 0 });
    const [event] = await database.sql.query<{ topic: string; payload: string }>(
      'SELECT topic, payload FROM messaging.events',
    );
    expect([event?.topic, JSON.parse(event?.payload ?? '')]).toEqual([
      'models.rollout-failed.v1',
      { model, rolloutId: id, version: 'v-2', reason },
    ]);
    await begin(next);
    const seen: string[] = [];
    await run(async (rollout) => void seen.push(rollout.id) as unknown as boolean);
    expect(seen[0]).toBe(next);
  });

  it('counts anew when it has succeeded in between, and at the next step', async () => {
    const fail = async () => {
      throw new Error('away');
    };
    await run(fail);
    await run(async () => false);
    expect(await rollouts.get(id)).toMatchObject({ stepFailures: 0, stepFailure: null });
    await run(fail);
    await rollouts.change(database.sql, id, { status: 'proposed' });
    expect(await rollouts.get(id)).toMatchObject({ stepFailures: 0, stepFailure: null });
  });

  it('ends at once where no other try can help, and says what serves on', async () => {
    await rollouts.change(database.sql, id, {
      ...{ status: 'watching', watch: { tickets: 9, labels: 9, verdict: 'worse' }, reason: 'It errs more.' },
    });
    await run(async () => {
      throw new PromotionRefused('version_rejected', 'v-1 was rejected: slow');
    });
    expect((await rollouts.get(id)).reason).toBe(
      'Version v-2 is worse than v-1. It errs more. Version v-1 could not be promoted again: v-1 was rejected: slow.',
    );
  });

  it('is not to blame for a full disk, however often it meets one, and the loop says so', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    for (let start = 1; start <= 7; start++) {
      const loop = await run(() => Promise.reject(full));
      expect(loop.problemOf(model)).toContain('The rollouts of triage cannot go on: The disk is full');
    }
    expect(await rollouts.get(id)).toMatchObject({ status: 'validating', stepFailures: 0, stepFailure: null });
  });

  it('is not to blame for a store that cannot be read, and the loop says so', async () => {
    const { unfinished } = rollouts;
    rollouts.unfinished = () => Promise.reject(new Error('the store is away'));
    const loop = await run(async () => false);
    rollouts.unfinished = unfinished;
    expect(loop.problemOf(model)).toBe('The rollouts of triage cannot go on: the store is away');
    expect(await rollouts.get(id)).toMatchObject({ status: 'validating', stepFailures: 0 });
  });
});
