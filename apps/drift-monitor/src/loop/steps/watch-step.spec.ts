import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics } from '@driftdesk/platform';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { systemClock } from '../../clock.js';
import { RolloutMoves } from '../../rollouts/rollout-moves.js';
import { RolloutStore } from '../../rollouts/rollout-store.js';
import type { VersionWatch } from '../../watch/version-watch.js';
import { RolloutEndings } from './rollout-endings.js';
import { WatchStep } from './watch-step.js';

const id = '018f4f7e-0000-7000-8000-000000000003';
let database: Database;
beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());

describe('a rollout under watch', () => {
  it('keeps the station serving when the look that finds it is the last one', async () => {
    const rollouts = new RolloutStore(database);
    await rollouts.begin(database.sql, {
      ...{ id, model: 'triage', correlationId: 'c', reportId: null, champion: 'v-1', sinceSequence: 0 },
      stations: { drifted: '2026-01-01T00:00:00.000Z', detected: '2026-01-01T00:01:00.000Z' },
    });
    await rollouts.change(database.sql, id, { status: 'watching', version: 'v-2' });
    const look = async () => ({ watch: { tickets: 50, labels: 50, verdict: 'kept' as const } });
    const registry = { resolve: async () => ({ reference: { version: 'v-2' } }), servesSince: async () => new Date() };
    const moves = new RolloutMoves(rollouts, database, createMetrics());
    const logger = pino({ level: 'silent' });
    const step = new WatchStep(
      rollouts,
      moves,
      new RolloutEndings(moves, logger),
      { look } as unknown as VersionWatch,
      registry as unknown as Registry,
      logger,
      systemClock,
    );
    expect(await step.watch(await rollouts.get(id))).toBe(true);
    const { status, stations } = await rollouts.get(id);
    expect([status, Object.keys(stations).sort()]).toEqual(['kept', ['detected', 'drifted', 'serving', 'watched']]);
  });
});
