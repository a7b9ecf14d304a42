import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openPglite } from '../pglite.js';
import { StoreRefused } from './store-refused.js';

describe('a store that is damaged', () => {
  let scratch: string;
  let store: string;
  let whole: string;
  let files: { readonly table: string; readonly index: string };
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'driftdesk-damages-'));
    whole = join(scratch, 'whole');
    store = join(scratch, 'store');
    const database = await openPglite(whole);
    const [table, index] = await database.sql.query<{ path: string }>(
      `SELECT pg_relation_filepath(name) AS path FROM unnest($1::text[]) WITH ORDINALITY AS t (name, n) ORDER BY n`,
      ['gateway.tickets', 'gateway.tickets_pkey'],
    );
    files = { table: table?.path ?? '', index: index?.path ?? '' };
    await database.close();
  }, 60_000);
  afterAll(() => rm(scratch, { recursive: true }));
  beforeEach(async () => {
    await rm(store, { recursive: true, force: true });
    await cp(whole, store, { recursive: true });
  });

  it('is none when it was not finished: a start that was killed is begun anew', async () => {
    await rename(store, `${store}.incomplete`);
    await rm(join(`${store}.incomplete`, 'base'), { recursive: true });
    const database = await openPglite(store);
    expect(await database.sql.query('SELECT count(*)::int AS count FROM gateway.tickets')).toEqual([{ count: 0 }]);
    await database.close();
    expect(await readdir(scratch)).toEqual(['store', 'whole']);
  });

  const at = (...names: string[]) => join(store, ...names);
  const segment = async () =>
    at('pg_wal', (await readdir(at('pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name))[0] ?? '');
  const zeros = async (file: string) => writeFile(file, Buffer.alloc((await readFile(file)).length));

  it.each<[string, RegExp, () => Promise<unknown>]>([
    ['no PG_VERSION', /PG_VERSION is missing, and the folder is not empty/, () => rm(at('PG_VERSION'))],
    ['an empty PG_VERSION', /PG_VERSION is damaged/, () => writeFile(at('PG_VERSION'), '')],
    ['garbage in PG_VERSION', /PG_VERSION is damaged/, () => writeFile(at('PG_VERSION'), 'PK\u0003\u0004')],
    ['a newer PostgreSQL', /written by PostgreSQL 19.*newer Driftdesk/, () => writeFile(at('PG_VERSION'), '19\n')],
    ['an older PostgreSQL', /written by PostgreSQL 17.*older Driftdesk/, () => writeFile(at('PG_VERSION'), '17\n')],
    ['a control file of zeros', /pg_control is damaged/, () => zeros(at('global', 'pg_control'))],
    ['a short control file', /pg_control is damaged/, () => truncate(at('global', 'pg_control'), 100)],
    ['no control file', /pg_control is missing/, () => rm(at('global', 'pg_control'))],
    ['one bit of the control file', /pg_control is damaged/, () => flip(at('global', 'pg_control'), 40)],
    ['no log', /pg_wal\/[0-9A-F]{24} is missing/, async () => rm(await segment())],
    ['no folder of the log', /pg_wal\/[0-9A-F]{24} is missing/, () => rm(at('pg_wal'), { recursive: true })],
    ['a log that is cut', /holds 4096 bytes instead of 16777216/, async () => truncate(await segment(), 4_096)],
    ['a log of zeros', /pg_wal\/[0-9A-F]{24} is damaged/, async () => zeros(await segment())],
    ['no transaction status', /pg_xact\/0000 is missing/, () => rm(at('pg_xact'), { recursive: true })],
    ['no databases', /base lacks databases/, () => rm(at('base'), { recursive: true })],
    [
      'no tables',
      /base\/5\/PG_VERSION is missing/,
      () =>
        rename(at('base', '5'), at('base', '5.lost')).then(() =>
          cp(at('base', '5.lost', 'pg_filenode.map'), at('base', '5', 'pg_filenode.map')),
        ),
    ],
    [
      'a catalogue of zeros',
      /base\/5\/pg_filenode.map is empty/,
      () => truncate(at('base', '5', 'pg_filenode.map'), 0),
    ],
    ['only a part of a store', /PG_VERSION is missing/, () => keepOnly(store, 'base')],
    [
      'a file in its place',
      /store is not a folder/,
      () => rm(store, { recursive: true }).then(() => writeFile(store, 'text')),
    ],
  ])('%s: is refused in a sentence before anything is changed', async (_, sentence, damage) => {
    await damage();
    const before = await contents(scratch);
    const error = await openPglite(store).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreRefused);
    expect((error as Error).message).toMatch(sentence);
    expect((error as Error).message).toContain(store);
    expect((error as Error).message).toMatch(/backup/);
    expect(await contents(scratch)).toEqual(before);
  });

  it.each<[string, RegExp, () => Promise<unknown>]>([
    ['a table without its file', /is missing, the file of the table gateway.tickets/, () => rm(at(files.table))],
    [
      'an index that is cut',
      /is empty, the file of the index gateway.tickets_pkey/,
      () => truncate(at(files.index), 0),
    ],
    ['a catalogue of zeros', /cannot be opened: /, () => zeros(at('base', '5', '1259'))],
    ['a newer migration', /newer Driftdesk: it has the migration 99991231000000_later/, () => applyLater(store)],
  ])('%s: is refused in a sentence when it was opened', async (_, sentence, damage) => {
    await damage();
    const error = await openPglite(store).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreRefused);
    expect((error as Error).message).toMatch(sentence);
    expect((error as Error).message).toMatch(/backup/);
  });
});

async function applyLater(store: string): Promise<void> {
  const database = await openPglite(store);
  await database.sql.execute(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('1', '2', now(), $1)`,
    '99991231000000_later',
  );
  await database.close();
}

async function keepOnly(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) if (name !== kept) await rm(join(folder, name), { recursive: true });
}

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

/** Every file below a folder with what it holds. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const digests = files.map(async (file) => {
    const digest = createHash('sha256').update(await readFile(file));
    return [relative(folder, file), digest.digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}
