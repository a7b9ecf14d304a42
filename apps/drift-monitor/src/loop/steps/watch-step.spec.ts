import type { Watch } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics } from '@driftdesk/platform';
import { PromotionRefused, type Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { systemClock } from '../../clock.js';
import { RolloutMoves } from '../../rollouts/rollout-moves.js';
import { RolloutStore } from '../../rollouts/rollout-store.js';
import type { VersionWatch } from '../../watch/version-watch.js';
import { RolloutEndings } from './rollout-endings.js';
import { WatchStep } from './watch-step.js';

const id = '018f4f7e-0000-7000-8000-000000000003';
let database: Database;
let rollouts: RolloutStore;
/** What serves, and who made it so; which versions were rejected. */
let champion: string;
let rejected: string[];
beforeAll(async () => {
  database = await openPglite();
  rollouts = new RolloutStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.execute('TRUNCATE monitor.rollouts, messaging.events');
  [champion, rejected] = ['v-2', []];
  await rollouts.begin(database.sql, {
    ...{ id, model: 'triage', correlationId: 'c', reportId: null, champion: 'v-1', sinceSequence: 0 },
    stations: { drifted: '2026-01-01T00:00:00.000Z', detected: '2026-01-01T00:01:00.000Z' },
  });
  await rollouts.change(database.sql, id, { status: 'watching', version: 'v-2' });
});

/** A step whose look at the version has this verdict; `meanwhile`: what somebody does after it. */
function stepWith(verdict: Watch['verdict'], meanwhile: () => void = () => undefined): WatchStep {
  const registry = {
    resolve: async () => ({ reference: { version: champion } }),
    servesSince: async () => new Date(),
    history: async () => [{ alias: 'champion', version: champion, author: { id: 'ada', role: 'admin' } }],
    reject: async (_model: string, version: string) => void rejected.push(version),
    promote: async (
      _model: string,
      version: string,
      _r: string,
      _a: unknown,
      { ifChampion }: { ifChampion: string },
    ) => {
      meanwhile();
      if (champion !== ifChampion) throw new PromotionRefused('champion_changed', `${champion} serves now.`);
      champion = version;
    },
  } as unknown as Registry;
  const look = async () => ({ watch: { tickets: 50, labels: 50, verdict }, reason: 'It errs more often.' });
  const moves = new RolloutMoves(rollouts, database, createMetrics());
  const logger = pino({ level: 'silent' });
  const endings = new RolloutEndings(moves, registry, logger);
  const watch = { look } as unknown as VersionWatch;
  return new WatchStep(rollouts, moves, endings, watch, registry, logger, systemClock);
}
/** Takes steps until nothing moves. */
async function watch(step: WatchStep) {
  while ((await rollouts.get(id)).status === 'watching' && (await step.watch(await rollouts.get(id))));
  return rollouts.get(id);
}

describe('a rollout under watch', () => {
  it('keeps the station serving when the look that finds it is the last one', async () => {
    const { status, stations } = await watch(stepWith('kept'));
    expect([status, Object.keys(stations).sort()]).toEqual(['kept', ['detected', 'drifted', 'serving', 'watched']]);
  });

  it('is rolled back when its version is worse', async () => {
    expect(await watch(stepWith('worse'))).toMatchObject({ status: 'rolled_back', reason: 'It errs more often.' });
    expect([champion, rejected]).toEqual(['v-1', ['v-2']]);
    // The registry tells who serves, with the move; a step that only believes it must not.
    expect(await database.sql.query('SELECT topic FROM messaging.events')).toEqual([]);
  });

  it('says what serves when somebody promotes a third version after the verdict', async () => {
    const step = stepWith('worse', () => void (champion = 'v-3'));
    expect(await watch(step)).toMatchObject({
      status: 'rolled_back',
      reason: 'It errs more often. Version v-3 was promoted meanwhile by ada (admin).',
    });
    expect([champion, rejected]).toEqual(['v-3', ['v-2']]);
  });

  it('understands a version that a person moved', async () => {
    champion = 'v-1';
    const reason = 'Version v-1 was promoted meanwhile by ada (admin).';
    expect(await watch(stepWith('watching'))).toMatchObject({ status: 'rolled_back', reason });
    expect(rejected).toEqual([]);
  });
});
