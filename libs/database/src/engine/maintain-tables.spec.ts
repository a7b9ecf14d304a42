import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maintainTables } from './maintain-tables.js';

describe('tables of the embedded store', () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await PGlite.create();
    await pglite.exec('CREATE TABLE tickets (id int PRIMARY KEY, body text)');
  });
  afterAll(() => pglite.close());

  const one = async <Row>(statement: string) => (await pglite.query<Row>(statement)).rows[0] as Row;
  const insertTickets = async (from: number, to: number) => {
    await pglite.exec(`INSERT INTO tickets SELECT n, 'text' FROM generate_series(${from}, ${to}) n`);
    await pglite.exec('SELECT pg_stat_force_next_flush()');
  };
  /** Rows that plans are made for; -1: it never counted. */
  const counted = async () =>
    (await one<{ rows: number }>(`SELECT reltuples::int AS rows FROM pg_class WHERE relname = 'tickets'`)).rows;

  it('are counted when they have changed by a tenth: joins are planned by that', async () => {
    await insertTickets(1, 2_700);
    expect(await counted()).toBe(-1);
    await maintainTables(pglite);
    expect(await counted()).toBe(2_700);
    await insertTickets(2_701, 2_800);
    await maintainTables(pglite);
    expect(await counted()).toBe(2_700);
    await insertTickets(2_801, 3_200);
    await maintainTables(pglite);
    expect(await counted()).toBe(3_200);
  });

  it('lose the rows that were deleted', async () => {
    await pglite.exec('DELETE FROM tickets WHERE id > 1500');
    await pglite.exec('SELECT pg_stat_force_next_flush()');
    const dead = () =>
      one<{ dead: number }>(`SELECT n_dead_tup::int AS dead FROM pg_stat_user_tables WHERE relname = 'tickets'`);
    expect((await dead()).dead).toBe(1_700);
    await maintainTables(pglite);
    expect((await dead()).dead).toBe(0);
  });

  it('are looked at between transactions, never in one', async () => {
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const transaction = pglite.transaction(async (tx) => {
      await tx.exec('DELETE FROM tickets WHERE id > 100');
      await committed;
    });
    const maintained = maintainTables(pglite);
    commit();
    await expect(Promise.all([transaction, maintained])).resolves.toBeDefined();
    expect(await one('SELECT count(*)::int AS rows FROM tickets')).toEqual({ rows: 100 });
  });
});
