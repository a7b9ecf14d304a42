import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, sqlOf } from '../database.js';
import { openPglite } from '../pglite.js';

const secret = 'My salary is 1234';
const withoutLanguage = 'INSERT INTO gateway.tickets (id, body) VALUES (gen_random_uuid(), $1)';
const twice = "INSERT INTO rag.settings (name, value) VALUES ($1, 'a'), ($1, 'b')";
const setting = { name: secret, value: 'a' };

describe('a statement that fails', () => {
  let database: Database;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());

  it.each<[string, RegExp, () => Promise<unknown>]>([
    ['a value of another type', /type uuid/, () => database.sql.query('SELECT $1::uuid', secret)],
    ['one in an array', /type uuid/, () => database.sql.execute('SELECT unnest($1::uuid[])', [secret])],
    ['a broken array', /malformed array/, () => database.sql.query('SELECT $1::text::text[]', `{"${secret}`)],
    ['a piece of JSON', /type json/, () => database.sql.query('SELECT $1::text::jsonb', `{"body":"${secret}"`)],
    ['a row that lacks a column', /"language"/, () => database.sql.execute(withoutLanguage, secret)],
    ['a mistake in the statement', /syntax error/, () => database.sql.execute('SELEC $1', secret)],
    ['in a transaction', /type integer/, () => database.transaction((sql) => sql.query('SELECT $1::int', secret))],
    [
      'in a transaction of Prisma’s',
      /"language"/,
      () => database.prisma.$transaction((tx) => sqlOf(tx).execute(withoutLanguage, secret)),
    ],
    [
      'a value in a transaction of Prisma’s',
      /type uuid/,
      () => database.prisma.$transaction((tx) => sqlOf(tx).query('SELECT $1::text::uuid', secret)),
    ],
    ['a row that is there already', /settings_pkey/, () => database.sql.execute(twice, secret)],
    ['one of Prisma’s', /`name`/, () => database.prisma.setting.createMany({ data: [setting, setting] })],
  ])('says what is wrong and nothing of what it was given: %s', async (_, problem, run) => {
    const error = await run().then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    expect(error?.message).toMatch(problem);
    // All that a log may make of it: fields, hidden ones and causes too.
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('salary');
  });

  it('names the statement and the SQLSTATE', async () => {
    await expect(database.sql.query('SELECT $1::uuid', secret)).rejects.toMatchObject({
      message: 'invalid input syntax for type uuid: "…"',
      code: '22P02',
      query: 'SELECT $1::uuid',
    });
  });
});
