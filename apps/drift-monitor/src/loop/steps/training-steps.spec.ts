import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics } from '@driftdesk/platform';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { systemClock } from '../../clock.js';
import { AgentLabelReader } from '../../examples/agent-labels.js';
import { FreshLabelReader } from '../../examples/fresh-labels.js';
import { countAuthors } from '../../examples/label-authors.js';
import type { DriftMonitorOptions } from '../../options.js';
import { RolloutMoves } from '../../rollouts/rollout-moves.js';
import { RolloutStore } from '../../rollouts/rollout-store.js';
import { TrainingRunStore } from '../../training/training-run-store.js';
import type { TrainingRunner } from '../../training/training-runner.js';
import { LoopSettings } from '../loop-settings.js';
import { RolloutEndings } from './rollout-endings.js';
import { TrainingSteps } from './training-steps.js';

const id = '018f4f7e-0000-7000-8000-000000000001';
let database: Database;
let rollouts: RolloutStore;
let runs: TrainingRunStore;
beforeAll(async () => {
  database = await openPglite();
  rollouts = new RolloutStore(database);
  runs = new TrainingRunStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.execute('TRUNCATE monitor.rollouts, monitor.training_runs, monitor.label_authors');
  await rollouts.begin(database.sql, {
    ...{ id, model: 'triage', correlationId: 'c', reportId: null, champion: 'v-1', sinceSequence: 0, stations: {} },
  });
});

/** The steps of a process whose registry has this champion, and where a training needs so many labels. */
function stepsWith(champion: string, labels: number): TrainingSteps {
  const rules = { labels, authorShare: 1, autonomy: 'auto' };
  const options = { rules, models: new Map() } as unknown as DriftMonitorOptions;
  const history = async () => [{ alias: 'champion', version: champion, author: { id: 'ada', role: 'admin' } }];
  const registry = { resolve: async () => ({ reference: { version: champion } }), history } as unknown as Registry;
  const moves = new RolloutMoves(rollouts, database, createMetrics());
  return new TrainingSteps(
    moves,
    new RolloutEndings(moves, registry, pino({ level: 'silent' })),
    new LoopSettings(database, options),
    new FreshLabelReader(new AgentLabelReader(database), registry, options),
    runs,
    { wake: () => undefined } as TrainingRunner,
    registry,
    systemClock,
  );
}

describe('a rollout that waits for labels', () => {
  it('waits on while its champion serves', async () => {
    expect(await stepsWith('v-1', 10).train(await rollouts.get(id))).toBe(false);
    expect(await rollouts.get(id)).toMatchObject({ status: 'waiting_labels', reason: null });
  });

  it('ends when another version serves, so that drift of that one’s stream begins a rollout of its own', async () => {
    expect(await stepsWith('v-2', 10).train(await rollouts.get(id))).toBe(true);
    expect(await rollouts.get(id)).toMatchObject({
      status: 'failed',
      reason: 'Version v-2 was promoted meanwhile by ada (admin); this rollout began when v-1 served.',
    });
    expect(await rollouts.openOf('triage')).toBeUndefined();
  });
});

describe('a rollout whose training is interrupted', () => {
  it('trains again, five times at most', async () => {
    const steps = stepsWith('v-1', 0);
    for (let run = 1; run <= 5; run++) {
      expect(await steps.train(await rollouts.get(id))).toBe(true);
      expect(await rollouts.get(id)).toMatchObject({ status: 'training' });
      await runs.startNext();
      expect(await steps.takeVersion(await rollouts.get(id))).toBe(false);
      await runs.interrupted((await rollouts.get(id)).trainingRunId ?? '', 'the trainer ended with SIGKILL.');
      expect(await steps.takeVersion(await rollouts.get(id))).toBe(true);
      expect(await rollouts.get(id)).toMatchObject({ status: 'waiting_labels', trainingRunId: null });
    }
    expect(await steps.train(await rollouts.get(id))).toBe(true);
    const reason = '5 training runs were interrupted. The last one: the trainer ended with SIGKILL.';
    expect(await rollouts.get(id)).toMatchObject({ status: 'failed', reason });
  });

  it('is not made again when it was cancelled, or failed by itself', async () => {
    const steps = stepsWith('v-1', 0);
    await steps.train(await rollouts.get(id));
    await runs.startNext();
    await runs.failed((await rollouts.get(id)).trainingRunId ?? '', 'Row 7 has no text.');
    await steps.takeVersion(await rollouts.get(id));
    expect(await rollouts.get(id)).toMatchObject({ status: 'failed', reason: 'Row 7 has no text.' });
  });
});

describe('a rollout whose training has nothing new to learn', () => {
  it('waits for ten more labels, and says so', async () => {
    const steps = stepsWith('v-1', 0);
    const label = async (count: number) =>
      countAuthors(database.sql, Array(count).fill({ source: 'agent', author: { id: 'ada', role: 'agent' } }));
    await label(30);
    await steps.train(await rollouts.get(id));
    await runs.startNext();
    const run = (await rollouts.get(id)).trainingRunId ?? '';
    await runs.failed(run, 'There is nothing new to learn: run 7 made v-2 of the same.', run);
    expect(await steps.takeVersion(await rollouts.get(id))).toBe(false);
    expect(await rollouts.get(id)).toMatchObject({
      ...{ status: 'waiting_labels', trainingRunId: null, learnedLabels: 30 },
      reason:
        'There is nothing new to learn: run 7 made v-2 of the same. That version was rejected, so this rollout waits for 10 more labels.',
    });
    await label(9);
    expect(await steps.train(await rollouts.get(id))).toBe(false);
    await label(1);
    expect(await steps.train(await rollouts.get(id))).toBe(true);
    expect(await rollouts.get(id)).toMatchObject({ status: 'training', reason: null, learnedLabels: null });
  });
});
