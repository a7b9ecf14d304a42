import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics } from '@driftdesk/platform';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import type { DriftMonitorOptions } from '../options.js';
import { RolloutMoves } from '../rollouts/rollout-moves.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { systemClock } from '../clock.js';
import { LoopSettings } from './loop-settings.js';
import type { VersionWatch } from '../watch/version-watch.js';
import { RolloutSteps } from './rollout-steps.js';

const id = '018f4f7e-0000-7000-8000-000000000001';
const options = { rules: { labels: 10, authorShare: 1, autonomy: 'auto' } } as DriftMonitorOptions;
let database: Database;
let rollouts: RolloutStore;
beforeAll(async () => {
  database = await openPglite();
  rollouts = new RolloutStore(database);
  await rollouts.begin(database.sql, {
    ...{ id, model: 'triage', correlationId: 'c', reportId: null, champion: 'v-1', sinceSequence: 0, stations: {} },
  });
});
afterAll(() => database.close());

/** The steps of a process whose registry has this champion; what the step must not reach is missing. */
function stepsWith(champion: string, watch?: VersionWatch): RolloutSteps {
  const registry = {
    resolve: async () => ({ reference: { version: champion } }),
    servesSince: async () => new Date(),
  } as unknown as Registry;
  const missing = undefined as never;
  return new RolloutSteps(
    rollouts,
    new RolloutMoves(rollouts, database, createMetrics()),
    new LoopSettings(database, options),
    new FreshLabelReader(database, options),
    ...([missing, missing, missing, missing, watch ?? missing] as const),
    registry,
    pino({ level: 'silent' }),
    systemClock,
    options,
  );
}

describe('a rollout that waits for labels', () => {
  it('waits on while its champion serves', async () => {
    expect(await stepsWith('v-1').take(await rollouts.get(id))).toBe(false);
    expect(await rollouts.get(id)).toMatchObject({ status: 'waiting_labels', reason: null });
  });

  it('ends when another version serves, so that drift of that one’s stream begins a rollout of its own', async () => {
    expect(await stepsWith('v-2').take(await rollouts.get(id))).toBe(true);
    expect(await rollouts.get(id)).toMatchObject({
      status: 'failed',
      reason: 'Version v-2 was promoted meanwhile; this rollout began when v-1 served.',
    });
    expect(await rollouts.openOf('triage')).toBeUndefined();
  });
});

describe('a rollout under watch', () => {
  it('keeps the station serving when the look that finds it is the last one', async () => {
    const other = '018f4f7e-0000-7000-8000-000000000003';
    await database.transaction(async (sql) => {
      await rollouts.begin(sql, {
        ...{ id: other, model: 'triage', correlationId: 'c', reportId: null, champion: 'v-1', sinceSequence: 0 },
        stations: { drifted: '2026-01-01T00:00:00.000Z', detected: '2026-01-01T00:01:00.000Z' },
      });
      await rollouts.change(sql, other, { status: 'watching', version: 'v-2' });
    });
    const look = async () => ({ watch: { tickets: 50, labels: 50, verdict: 'kept' as const } });
    const watch = { look } as unknown as VersionWatch;
    expect(await stepsWith('v-2', watch).take(await rollouts.get(other))).toBe(true);
    const { status, stations } = await rollouts.get(other);
    expect([status, Object.keys(stations).sort()]).toEqual(['kept', ['detected', 'drifted', 'serving', 'watched']]);
  });
});
