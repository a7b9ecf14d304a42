import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '@driftdesk/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../database.js';
import { openPglite, type PgliteOptions } from '../pglite.js';

const setting = { name: 'a', value: 'b' };
const insert = `INSERT INTO rag.settings (name, value) VALUES ($1, 'b')`;

describe('a store that takes no writes', () => {
  let scratch: string;
  let database: Database;
  const open = async (options: PgliteOptions) => (database = await openPglite(join(scratch, 'store'), options));
  const until = async (condition: () => boolean) => {
    while (!condition()) await pause(10);
  };
  beforeEach(async () => void (scratch = await mkdtemp(join(tmpdir(), 'driftdesk-full-'))));
  afterEach(async () => {
    await database.close();
    await rm(scratch, { recursive: true });
  });

  it('for lack of space: every way to write is refused, and every way to read is open', async () => {
    const told: boolean[] = [];
    // More than any disk has.
    await open({ reserveBytes: Number.MAX_SAFE_INTEGER, onSpace: ({ full }) => told.push(full) });
    await until(() => database.unavailable() !== undefined);
    expect(told).toEqual([true]);
    const { prisma, sql } = database;
    const writes: [string, () => Promise<unknown>][] = [
      ['raw', () => sql.execute(insert, 'a')],
      ['in a transaction', () => database.transaction((tx) => tx.execute(insert, 'a'))],
      ['Prisma', () => prisma.setting.create({ data: setting })],
      ['Prisma in a transaction', () => prisma.$transaction((tx) => tx.setting.create({ data: setting }))],
      ['a lock of rows', () => sql.query('SELECT name FROM rag.settings FOR UPDATE')],
      ['a table', () => sql.execute('CREATE TABLE rag.more (id int)')],
    ];
    for (const [way, write] of writes) {
      const error = await write().catch((thrown: unknown) => thrown);
      expect([way, error]).toEqual([way, expect.any(StoreUnavailable)]);
      expect(error).toMatchObject({ reason: 'full', message: expect.stringContaining('disk of the desk is full') });
    }
    expect(await prisma.setting.count()).toBe(0);
    expect(await database.transaction((tx) => tx.query('SELECT count(*)::int AS rows FROM rag.settings'))).toEqual([
      { rows: 0 },
    ]);
  }, 60_000);

  it('because its engine gave up: statements fail instead of never ending, and it opens again with what it had', async () => {
    const told: (string | undefined)[] = [];
    await open({ onStopped: (stopped) => told.push(stopped?.reason) });
    const heard: string[] = [];
    await database.listen('news', (payload) => heard.push(payload));
    await database.sql.execute(insert, 'before');
    // The log has nowhere to go on: PostgreSQL panics, as it does when the disk is full.
    const [log, aside] = [join(scratch, 'store', 'pg_wal'), join(scratch, 'aside')];
    await rename(log, aside);
    await database.sql.query('SELECT pg_switch_wal()');
    await expect(database.sql.execute(insert, 'lost')).rejects.toThrow(StoreUnavailable);
    await expect(database.sql.execute(insert, 'meanwhile')).rejects.toMatchObject({ reason: 'stopped' });
    await expect(database.prisma.setting.count()).rejects.toThrow(StoreUnavailable);
    expect(database.unavailable()).toMatchObject({ reason: 'stopped' });
    await rename(aside, log);
    await until(() => database.unavailable() === undefined);
    expect(told).toEqual(['stopped', undefined]);
    expect(await database.prisma.setting.findMany()).toEqual([{ name: 'before', value: 'b' }]);
    await database.sql.query(`SELECT pg_notify('news', 'again')::text`);
    await until(() => heard.length > 0);
    expect(heard).toEqual(['again']);
  }, 60_000);
});
