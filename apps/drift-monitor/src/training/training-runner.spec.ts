import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ticketLabelled, type TrainingEvaluation } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { newEvent, publish } from '@driftdesk/messaging';
import type { Registry } from '@driftdesk/registry';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { AgentLabelReader } from '../examples/agent-labels.js';
import { ExampleReader } from '../examples/example-reader.js';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import { countAuthors } from '../examples/label-authors.js';
import type { DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { ExclusionReader } from './exclusions.js';
import { type RunOutcome, RunTrainer } from './run-trainer.js';
import { TrainingRunStore } from './training-run-store.js';
import { TrainingRunner } from './training-runner.js';

const author = { id: 'ada', role: 'admin' } as const;
const evaluation = { holdout: 'permanent' } as TrainingEvaluation;
const logger = pino({ level: 'silent' });
let database: Database;
let runs: TrainingRunStore;
let folder: string;
let runner: TrainingRunner;
let rejected: string[];
/** Of the version that was trained before, whether it was rejected. */
let rejection: object | undefined;

beforeAll(async () => {
  database = await openPglite();
  runs = new TrainingRunStore(database);
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-runs-'));
  await writeFile(join(folder, 'trainer.mjs'), 'process.stderr.write("it trained"); process.exit(3);');
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await database.sql.execute('TRUNCATE monitor.training_runs, monitor.label_authors, messaging.events');
  [rejected, rejection] = [[], undefined];
});
afterEach(() => runner.onModuleDestroy());

const spec = { name: 'm', heads: [], training: { minimumExamples: 1, sliceShare: 0.3 } };
const registry = {
  removePartial: async () => undefined,
  resolve: async () => undefined,
  withLabels: async <Spec>(given: Spec) => given,
  find: async () => ({ rejection }),
  reject: async (_model: string, version: string) => void rejected.push(version),
} as unknown as Registry;

function optionsOf() {
  const example = { id: 'demo-1', group: 'g', body: 'b', language: 'en', source: 'demo', labels: {} };
  const model = (name: string) => ({ spec: { ...spec, name }, demoExamples: () => [example] });
  return {
    models: new Map(['m', 'other'].map((name) => [name, model(name)])),
    rules: { labels: 10, authorShare: 'team' },
    trainingFolder: join(folder, 'training'),
    trainer: { main: join(folder, 'trainer.mjs'), codeVersion: '1' },
  } as unknown as DriftMonitorOptions;
}
function realTrainer(): RunTrainer {
  const options = optionsOf();
  const fresh = new FreshLabelReader(new AgentLabelReader(database), registry, options);
  const exclusions = new ExclusionReader(database);
  const examples = new ExampleReader(database);
  return new RunTrainer(runs, examples, fresh, exclusions, new RolloutStore(database), database, registry, options);
}
async function start(train: RunTrainer['train'], store = runs): Promise<void> {
  runner = new TrainingRunner(store, { train } as RunTrainer, registry, logger, optionsOf());
  await runner.onApplicationBootstrap();
}
async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const statusOf = async (id: string) => (await runs.get(id)).status;
const isIn = (id: string, status: string) => until(async () => ((await statusOf(id)) === status ? true : undefined));
/** Queues a run of the model, and waits until it goes on. */
async function running(model: string) {
  const run = await runs.queue(model, author);
  runner.wake();
  await isIn(run.id, 'running');
  return run;
}
/** @returns whether the run was cancelled, within a second */
async function cancel(run: Parameters<TrainingRunner['cancel']>[0]): Promise<boolean> {
  const began = performance.now();
  const cancelled = await runner.cancel(run);
  expect(performance.now() - began).toBeLessThan(1_000);
  return cancelled;
}
const untilAborted: RunTrainer['train'] = (_run, _folder, signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('a run that is cancelled', () => {
  it('ends at once while it waits for labels, which are on their way for ever', async () => {
    const ticket = {
      ...{ id: '018f4f7e-0000-7000-8000-00000000000a', body: 'b', language: 'en', channel: 'api' as const },
      ...{ requester: { id: 'r', role: 'requester' as const }, submittedAt: new Date().toISOString() },
      consent: { externalProcessing: true, training: true },
    };
    const labelled = { ticket, group: 'g', labels: { queue: 'x' }, source: 'agent' as const, author };
    await database.transaction((sql) => publish(sql, [newEvent(ticketLabelled, labelled, 'c')]));
    const trainer = realTrainer();
    await start((...args) => trainer.train(...args));
    const run = await running('m');
    expect(await cancel(run)).toBe(true);
    expect(await runs.get(run.id)).toMatchObject({ status: 'cancelled', reason: 'Cancelled by hand.' });
    await runner.work;
    expect(await cancel(run)).toBe(false);
  });

  it('does not wait for the run that is queued after it', async () => {
    await start(untilAborted);
    const run = await running('m');
    const queued = await runs.queue('other', author);
    runner.wake();
    expect(await cancel(run)).toBe(true);
    await isIn(queued.id, 'running');
    expect(await statusOf(run.id)).toBe('cancelled');
    expect(await cancel(queued)).toBe(true);
  });

  it('ends at once whatever does not let go, and what that makes is never promoted', async () => {
    let finish: (outcome: RunOutcome) => void = () => undefined;
    await start(() => new Promise((resolve) => (finish = resolve)));
    const run = await running('m');
    await until(async () => (finish.length === 1 ? true : undefined));
    expect(await cancel(run)).toBe(true);
    finish({ status: 'trained', version: 'v-9', evaluation });
    await runner.work;
    expect([await statusOf(run.id), rejected]).toEqual(['cancelled', ['v-9']]);
  });
});

describe('the end of a run', () => {
  it('is written again until it is written, and does not hold up the next run for ever', async () => {
    let failures = 2;
    const store = new TrainingRunStore(database);
    const { trained } = store;
    store.trained = (...args) =>
      failures-- > 0 ? Promise.reject(new Error('the store is away')) : trained.apply(store, args);
    await start(async () => ({ status: 'trained', version: 'v-1', evaluation }), store);
    const run = await running('m');
    await isIn(run.id, 'trained');
    expect(failures).toBe(-1);
  });

  it('is an interruption when the desk ends, and what a kill left is one at the next start', async () => {
    await start(untilAborted);
    const run = await running('m');
    await runner.onModuleDestroy();
    expect(await statusOf(run.id)).toBe('interrupted');
    const left = await runs.queue('m', author);
    await runs.startNext();
    await start(untilAborted);
    expect(await statusOf(left.id)).toBe('interrupted');
  });
});

describe('a run that would learn what another has learned', () => {
  const forced = (force: boolean) => runs.queue('m', author, { force });
  async function train(run: { id: string }) {
    runner.wake();
    await until(async () => (['failed', 'trained'].includes(await statusOf(run.id)) ? true : undefined));
    return runs.get(run.id);
  }
  /** A run that has trained v-1 on what there is. */
  async function trainedBefore() {
    const trainer = realTrainer();
    await start((...args) => trainer.train(...args));
    const first = await train(await forced(false));
    expect(first.reason).toContain('it trained');
    await database.sql.execute(`UPDATE monitor.training_runs SET status = 'trained', version = 'v-1', reason = NULL`);
    return { trainer, first };
  }

  it('does not train, and says which one; unless it is forced, or something is new', async () => {
    const { trainer, first } = await trainedBefore();
    const said = `There is nothing new to learn: training run ${first.id} made v-1 of the same 0 examples, with the same spec and against the same champion.`;
    expect(await trainer.repetition('m')).toMatchObject({ id: first.id, version: 'v-1' });
    expect(await trainer.repetition('other')).toBeUndefined();
    expect(await train(await forced(false))).toMatchObject({ status: 'failed', repeats: first.id, reason: said });
    expect((await train(await forced(true))).reason).toContain('it trained');
    await countAuthors(database.sql, [{ source: 'agent', author }]);
    expect(await trainer.repetition('m')).toBeUndefined();
  });

  it('trains for a rollout all the same where the version before came to no verdict', async () => {
    const { first } = await trainedBefore();
    const rollouts = new RolloutStore(database);
    const id = '018f4f7e-0000-7000-8000-000000000007';
    const beginning = { id, model: 'm', correlationId: 'c', reportId: null, champion: 'v-0' };
    await rollouts.begin(database.sql, { ...beginning, sinceSequence: 0, stations: {} });
    const trainRollout = async () => train({ id: await runs.queueFor('m', id, author) });
    expect((await trainRollout()).reason).toContain('it trained');
    rejection = { reasons: ['slow'] };
    expect(await trainRollout()).toMatchObject({ status: 'failed', repeats: first.id });
    expect(await runs.attempts(id)).toBe(1);
  });
});
