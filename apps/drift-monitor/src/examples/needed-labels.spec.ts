import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idOf, insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import type { RolloutStore } from '../rollouts/rollout-store.js';
import type { FreshLabelReader } from './fresh-labels.js';
import { NeededLabels } from './needed-labels.js';

const model = 'triage';
const tickets = 12_000;
const drift = tickets - 10;
let database: Database;
let needed: NeededLabels;

beforeAll(async () => {
  database = await openPglite();
  for (let from = 0; from < tickets; from += 2_000) {
    const rows = Array.from({ length: 2_000 }, (_, at) => from + at + 1).map((n) => ({
      ...{ ticketId: idOf(n), version: 'v-1', at: new Date(n), labels: { queue: 'a' }, blind: n === tickets - 40 },
    }));
    await insertTestTickets(database.sql, model, rows);
  }
  // Wide texts, as real ones are.
  await database.sql.execute(
    `UPDATE monitor.observations SET text = sequence || repeat(' word', 100), confidence = sequence % 97`,
  );
  const latest = Array.from({ length: 5 }, (_, n) => tickets - n);
  await insertTestLabels(
    database.sql,
    'queue',
    latest.map((n) => ({ ticketId: idOf(n), label: 'a', at: new Date() })),
  );
  await database.sql.execute('VACUUM (ANALYZE) monitor.observations');
  const rollouts = {
    unfinished: async () => [{ status: 'waiting_labels', sinceSequence: drift }],
  } as unknown as RolloutStore;
  const fresh = { read: async () => ({ have: 1, need: 2, given: 3 }) } as unknown as FreshLabelReader;
  needed = new NeededLabels(rollouts, fresh, database);
});
afterAll(() => database.close());

describe('needed labels', () => {
  it('are of the blind sample, then of the drifted stretch, then of the least confident tickets', async () => {
    const { items, ...progress } = await needed.of(model, 8);
    expect(progress).toEqual({ model, waiting: true, have: 1, need: 2, given: 3 });
    expect(items.map(({ reason }) => reason)).toEqual([
      'blind',
      ...Array(5).fill('drifted'),
      ...Array(2).fill('uncertain'),
    ]);
    const [blind, ...others] = items;
    expect(blind?.ticketId).toBe(idOf(tickets - 40));
    const confidence = (n: number) => n % 97;
    const drifted = Array.from({ length: 5 }, (_, n) => drift + 1 + n).sort(
      (one, other) => confidence(one) - confidence(other),
    );
    expect(others.slice(0, 5).map(({ ticketId }) => ticketId)).toEqual(drifted.map(idOf));
  });

  it('are of different texts: of the same text one ticket is asked for', async () => {
    const same = (from: string) =>
      database.sql.execute(`UPDATE monitor.observations SET text = ${from} WHERE sequence > $1::bigint`, drift - 100);
    await same(`'the network is down'`);
    const before = await needed.of(model, 8);
    expect(new Set(before.items.map(({ text }) => text)).size).toBe(8);
    expect(before.items[0]).toMatchObject({ reason: 'blind', text: 'the network is down' });
    await same(`sequence || repeat(' word', 100)`);
    await database.sql.execute('VACUUM (ANALYZE) monitor.observations');
  });

  it('are chosen by an index; the texts of the chosen alone are read', async () => {
    const pages = async () => {
      await database.sql.query('SELECT pg_stat_force_next_flush()');
      const [row] = await database.sql.query<{ pages: number }>(
        `SELECT (heap_blks_read + heap_blks_hit)::int AS pages FROM pg_statio_user_tables WHERE relname = 'observations'`,
      );
      return row?.pages ?? 0;
    };
    const before = await pages();
    await needed.of(model, 20);
    expect((await pages()) - before).toBeLessThan(60);
  });
});
