import { access, constants, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type LogPage, readControlFile } from './control-file.js';
import { damaged, StoreRefused } from './store-refused.js';

/** PostgreSQL's major version that is built in. */
const majorVersion = 18;

/** XLOG_PAGE_MAGIC of PostgreSQL 18, and the head of a page that begins with it (XLogPageHeaderData). */
const pageMagic = 0xd118;
const headBytes = 16;
const headAt = { magic: 0, address: 8 } as const;

/** Files without which PostgreSQL cannot start; each store has them, however little it holds. */
const needed = ['global/pg_filenode.map', 'global/1262', 'pg_xact/0000', 'pg_multixact/offsets/0000'];

/**
 * Looks at a store before anything opens it, because an opened one is changed.
 * @returns whether there is a store: none where the folder is missing or empty
 * @throws StoreRefused when it is damaged, of another version, or cannot be written; nothing was changed then
 */
export async function checkFolder(folder: string): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (entries.length === 0) return false;
  if (!entries.includes('PG_VERSION')) {
    throw damaged(folder, `${join(folder, 'PG_VERSION')} is missing, and the folder is not empty.`);
  }
  await checkVersion(folder);
  for (const page of await checkControlFile(folder)) await checkLog(folder, page);
  for (const file of needed) await mustHold(folder, file);
  await checkDatabases(folder);
  return true;
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return entries;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw damaged(folder, `${folder} is not a folder.`);
    throw new StoreRefused(
      `${folder} cannot be used: ${(error as Error).message}. Give this user the right to read and write it.`,
    );
  }
}

async function checkVersion(folder: string): Promise<void> {
  const file = join(folder, 'PG_VERSION');
  const content = await readFile(file, 'utf8');
  const version = /^(\d{1,3})\n?$/.exec(content)?.[1];
  if (version === undefined) throw damaged(folder, `${file} is damaged.`);
  if (Number(version) === majorVersion) return;
  const age = Number(version) > majorVersion ? 'newer' : 'older';
  throw new StoreRefused(
    `${folder} was written by PostgreSQL ${version}, and this Driftdesk has PostgreSQL ${majorVersion} built in. Start the ${age} Driftdesk that wrote it, or put the folder back from a backup of version ${majorVersion}.`,
  );
}

async function checkControlFile(folder: string): Promise<LogPage[]> {
  const file = join(folder, 'global', 'pg_control');
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) throw damaged(folder, `${file} is missing.`);
  const pages = readControlFile(bytes);
  if (pages === undefined) throw damaged(folder, `${file} is damaged.`);
  return pages;
}

/** Without the log from the last checkpoint on, the store does not know what was committed. */
async function checkLog(folder: string, { segment, segmentBytes, offset, address }: LogPage): Promise<void> {
  const path = join(folder, 'pg_wal', segment);
  const size = await sizeOf(path);
  if (size === undefined) throw damaged(folder, `${path} is missing.`);
  if (size !== segmentBytes) throw damaged(folder, `${path} holds ${size} bytes instead of ${segmentBytes}.`);
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, offset);
    const whole = buffer.readUInt16LE(headAt.magic) === pageMagic && buffer.readBigUInt64LE(headAt.address) === address;
    if (!whole) throw damaged(folder, `${path} is damaged.`);
  } finally {
    await file.close();
  }
}

async function checkDatabases(folder: string): Promise<void> {
  const databases = await readdir(join(folder, 'base')).catch(() => []);
  const numbered = databases.filter((name) => /^\d+$/.test(name));
  // template1, template0 and postgres.
  if (numbered.length < 3) throw damaged(folder, `${join(folder, 'base')} lacks databases.`);
  for (const name of numbered) {
    for (const file of ['PG_VERSION', 'pg_filenode.map']) await mustHold(folder, join('base', name, file));
  }
}

async function mustHold(folder: string, name: string): Promise<void> {
  const file = join(folder, name);
  const size = await sizeOf(file);
  if (size === undefined) throw damaged(folder, `${file} is missing.`);
  if (size === 0) throw damaged(folder, `${file} is empty.`);
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}
