import { type Database, openPglite } from '@driftdesk/database';
import { verdictStart } from '@driftdesk/drift';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { DriftStateStore, writeDriftState } from '../drift/drift-state-store.js';
import type { DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { ObservationPruner } from './observation-pruner.js';
import { idOf, insertTestLabels, insertTestTickets } from './observation-rows.fixture.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const options = { rules: { reference: 3 }, retentionDays: 30 } as DriftMonitorOptions;
let database: Database;
let rollouts: RolloutStore;
beforeAll(async () => {
  database = await openPglite();
  rollouts = new RolloutStore(database);
});
afterAll(() => database.close());

/** One ticket a day, from January 1st on; the first ten were classified by v-1, the next ten by v-2. */
beforeEach(async () => {
  await database.sql.execute(
    'TRUNCATE monitor.observations, monitor.example_labels, monitor.rollouts RESTART IDENTITY',
  );
  await insertTestTickets(
    database.sql,
    'triage',
    numbers(20).map((n) => ({ ticketId: idOf(n), version: n <= 10 ? 'v-1' : 'v-2', at: day(n) })),
  );
  await writeDriftState(database.sql, 'triage', {
    ...{ version: 'v-2', evaluatedTo: 18, verdict: verdictStart },
    quiet: [{ from: 15, to: 16 }],
  });
});

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

async function pruneOn(now: Date): Promise<number[]> {
  const registry = { resolve: async () => ({ reference: { version: 'v-2' } }) } as unknown as Registry;
  const states = new DriftStateStore(database);
  const log = pino({ level: 'silent' });
  const pruner = new ObservationPruner(states, rollouts, database, registry, log, () => now, options);
  const deleted = await pruner.prune('triage');
  const left = await database.sql.query<{ n: number }>(
    'SELECT sequence::int AS n FROM monitor.observations ORDER BY n',
  );
  expect(deleted + left.length).toBe(20);
  return left.map(({ n }) => n);
}

describe('old observations', () => {
  it('are deleted, but for the champion’s reference and what nobody has judged', async () => {
    expect(await pruneOn(day(100))).toEqual([11, 12, 13, 15, 16, 19, 20]);
  });

  it('stay until they are older than the retention', async () => {
    expect(await pruneOn(day(36))).toEqual(numbers(20).slice(5));
  });

  it('stay where they are labelled, or a rollout that is under way is about them', async () => {
    await insertTestLabels(database.sql, 'queue', [{ ticketId: idOf(2), label: 'a', at: new Date() }]);
    await rollouts.begin(database.sql, {
      ...{ id: idOf(99), model: 'triage', correlationId: 'c', reportId: null, champion: 'v-2', stations: {} },
      sinceSequence: 16,
    });
    expect(await pruneOn(day(100))).toEqual([2, 11, 12, 13, 15, 16, 17, 18, 19, 20]);
  });
});
