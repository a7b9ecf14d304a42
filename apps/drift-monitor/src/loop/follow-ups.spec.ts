import { type Database, openPglite } from '@driftdesk/database';
import { defaultIdentity } from '@driftdesk/governance';
import { createMetrics } from '@driftdesk/platform';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgentLabelReader } from '../examples/agent-labels.js';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import type { DriftMonitorOptions } from '../options.js';
import { RolloutMoves } from '../rollouts/rollout-moves.js';
import { insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { FollowUps } from './follow-ups.js';
import { LoopSettings } from './loop-settings.js';

const model = 'triage';
const first = '018f4f7e-0000-7000-8000-000000000001';
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));
let database: Database;
let rollouts: RolloutStore;
beforeAll(async () => {
  database = await openPglite();
  rollouts = new RolloutStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['rollouts', 'observations', 'example_labels', 'loop_changes'])
    await database.sql.execute(`DELETE FROM monitor.${table}`);
  // The rollout of a drift that began after ten tickets; it trained in minute 30, when twenty were labelled.
  await label(0, 30);
  const [row] = await database.sql.query<{ since: number }>(
    'SELECT min(sequence)::int + 9 AS since FROM monitor.observations',
  );
  const sinceSequence = row?.since ?? 0;
  const stations = { detected: minute(5).toISOString() };
  const beginning = {
    id: first,
    model,
    correlationId: 'story',
    reportId: null,
    champion: 'v-1',
    sinceSequence,
    stations,
  };
  await rollouts.begin(database.sql, beginning);
  await rollouts.change(database.sql, first, {
    stations: { ...stations, labelled: minute(30).toISOString() },
    labelledThrough: await new AgentLabelReader(database).lastGiven(),
    version: 'v-2',
  });
});

/** One ticket a minute, each labelled by an agent in the next one, by a clock that goes wrong by so many minutes. */
async function label(from: number, count: number, wrongBy = 0): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => from + n);
  const ids = numbers.map((n) => `018f4f7e-0000-7000-8000-1${String(n).padStart(11, '0')}`);
  await insertTestTickets(
    database.sql,
    model,
    numbers.map((n, row) => ({ ticketId: ids[row] as string, version: 'v-1', at: minute(n) })),
  );
  await insertTestLabels(
    database.sql,
    'queue',
    numbers.map((n, row) => ({ ticketId: ids[row] as string, label: 'a', at: minute(n + 1 + wrongBy) })),
  );
}

/** Of a champion with a card, the labels say how often it errs. */
function followUps(champion: string, labels = 10, card?: object): FollowUps {
  const rules = { labels, authorShare: 0.1, autonomy: 'auto' };
  const models = new Map([[model, { spec: { training: { sliceShare: 0.9 } } }]]);
  const options = { rules, models } as unknown as DriftMonitorOptions;
  const registry = { resolve: async () => ({ reference: { version: champion }, card }) } as unknown as Registry;
  const given = new AgentLabelReader(database);
  const fresh = new FreshLabelReader(given, registry, options);
  const settings = new LoopSettings(database, options);
  const moves = new RolloutMoves(rollouts, database, createMetrics());
  return new FollowUps(rollouts, moves, given, fresh, settings, database, registry, () => minute(100), options);
}

const end = (status: 'rejected' | 'kept' | 'failed' | 'rolled_back' | 'watching') =>
  rollouts.change(database.sql, first, { status });

describe('a drift’s next rollout', () => {
  it('begins when there are twice the labels that the last one learned', async () => {
    await end('kept');
    await label(30, 19);
    expect(await followUps('v-2').beginDue(model)).toBe(false);
    await label(49, 1);
    const due = followUps('v-2');
    expect(await due.beginDue(model)).toBe(true);
    const { sinceSequence } = await rollouts.get(first);
    const next = await rollouts.latest(model);
    expect(next).toMatchObject({ status: 'waiting_labels', champion: 'v-2', correlationId: 'story', sinceSequence });
    expect(next?.stations).toEqual({ detected: minute(100).toISOString() });
    // One at a time.
    expect(await due.beginDue(model)).toBe(false);
  });

  it('knows which labels are new by the order in which they were given, whatever the clock says', async () => {
    await end('kept');
    const day = 24 * 60;
    // The clock goes back by a day after the training.
    await label(30, 19, -day);
    expect(await followUps('v-2').beginDue(model)).toBe(false);
    await label(49, 1, -day);
    expect(await followUps('v-2').beginDue(model)).toBe(true);
  });

  it('takes no label that was learned for a new one because the clock was ahead', async () => {
    await end('kept');
    await database.sql.execute("UPDATE monitor.example_labels SET labelled_at = labelled_at + interval '1 day'");
    await label(30, 19);
    expect(await followUps('v-2').beginDue(model)).toBe(false);
  });

  it('begins after a rejection too, against the same champion', async () => {
    await end('rejected');
    await label(30, 20);
    expect(await followUps('v-1').beginDue(model)).toBe(true);
    expect(await rollouts.latest(model)).toMatchObject({ champion: 'v-1' });
  });

  it('waits for at most eight times the labels of a first retraining', async () => {
    await end('kept');
    await label(30, 16);
    expect(await followUps('v-2', 3).beginDue(model)).toBe(false);
    expect(await followUps('v-2', 2).beginDue(model)).toBe(true);
  });

  it.each(['failed', 'rolled_back', 'watching'] as const)('does not follow one that is %s', async (status) => {
    await end(status);
    await label(30, 100);
    for (const champion of ['v-1', 'v-2']) expect(await followUps(champion).beginDue(model)).toBe(false);
  });

  it('begins earlier when the new labels show errors enough to prove a gain', async () => {
    const card = { heads: [{ name: 'queue', metrics: { accuracy: 0.9 } }] };
    await rollouts.change(database.sql, first, { status: 'rejected' });
    await label(30, 9);
    expect(await followUps('v-1', 10, card).beginDue(model)).toBe(false);
    // All ten are wrong: at least 0.72, so 0.62 more than in the test; 3.84 / (0.62 × 0.9) = 7 would do.
    await label(39, 1);
    expect(await followUps('v-1', 10).beginDue(model)).toBe(false);
    expect(await followUps('v-1', 10, card).beginDue(model)).toBe(true);
  });

  it('does not follow when somebody chose another version, or paused the loop', async () => {
    await end('kept');
    await label(30, 100);
    expect(await followUps('v-3').beginDue(model)).toBe(false);
    const settings = new LoopSettings(database, { rules: { autonomy: 'auto' } } as DriftMonitorOptions);
    await settings.set({ paused: true }, defaultIdentity);
    expect(await followUps('v-2').beginDue(model)).toBe(false);
    await settings.set({ paused: false }, defaultIdentity);
    expect(await followUps('v-2').beginDue(model)).toBe(true);
  });
});
