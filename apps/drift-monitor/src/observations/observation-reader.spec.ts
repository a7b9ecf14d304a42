import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idOf, insertTestTickets } from './observation-rows.fixture.js';
import { ObservationReader } from './observation-reader.js';

const model = 'triage';
/** Observations of each of four versions, one after the other. */
const served = 1_000;
const earlier = 3 * served;
let database: Database;
let reader: ObservationReader;

beforeAll(async () => {
  database = await openPglite();
  reader = new ObservationReader(database);
  const tickets = Array.from({ length: 4 * served }, (_, n) => ({
    ticketId: idOf(n),
    version: `v-${Math.floor(n / served)}`,
    at: new Date(n * 60_000),
  }));
  await insertTestTickets(database.sql, model, tickets);
  // As wide as real ones: the planner takes that for a reason to walk.
  await database.sql.execute(
    `UPDATE monitor.observations SET text = repeat('word ', 100), outputs = repeat(' ', 400) || outputs`,
  );
  await database.sql.execute('ANALYZE monitor.observations');
});
afterAll(() => database.close());

/** Rows that indexes have found so far. */
async function rowsFound(): Promise<number> {
  await database.sql.query('SELECT pg_stat_force_next_flush()');
  const [row] = await database.sql.query<{ rows: number }>(
    `SELECT sum(idx_tup_read)::int AS rows FROM pg_stat_user_indexes WHERE relname = 'observations'`,
  );
  return row?.rows ?? 0;
}

describe('observations', () => {
  it('come from all pages, in their order, to a last one', async () => {
    const read = await reader.first({ model, version: 'v-3', after: 0, to: earlier + 110 }, 1_000);
    expect(read.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 110 }, (_, at) => earlier + 1 + at));
    expect(await reader.first({ model, version: 'v-3', after: earlier + 50 }, 60)).toHaveLength(60);
  });

  it('of a late version are found without a walk over those of earlier ones', async () => {
    const before = await rowsFound();
    expect(await reader.first({ model, version: 'v-3', after: 0 }, 50)).toHaveLength(50);
    expect((await rowsFound()) - before).toBeLessThanOrEqual(100);
  });
});
