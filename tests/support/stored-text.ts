import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Database, openPglite } from '@driftdesk/database';

/** Opens the store of a home whose desk has ended, does something with it, and closes it. */
export async function withStore<Result>(home: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openPglite(join(home, 'store'));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Where a home holds a text: `schema.table.column` for every column of every table, whatever its type, and the files
 * outside of the store's own. The desk must have ended.
 */
export async function placesOf(home: string, needle: string): Promise<string[]> {
  const columns = await withStore(home, (database) => columnsWith(database, needle));
  return [...columns, ...(await filesWith(home, needle))].sort();
}

async function columnsWith({ sql }: Database, needle: string): Promise<string[]> {
  const columns = await sql.query<{ place: string; quoted: string; table: string; type: string }>(
    `SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS place, format('%I', column_name) AS quoted,
            format('%I.%I', table_schema, table_name) AS table, data_type AS type
     FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { place, quoted, table, type } of columns) {
    // Bytes as escaped text, so that a sentence within them can be read.
    const text = type === 'bytea' ? `encode(${quoted}, 'escape')` : `${quoted}::text`;
    const rows = await sql.query(`SELECT 1 FROM ${table} WHERE strpos(lower(${text}), lower($1)) > 0 LIMIT 1`, needle);
    if (rows.length > 0) found.push(place);
  }
  return found;
}

async function filesWith(home: string, needle: string): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const name = relative(home, file);
    if (name.startsWith('store/') || name.startsWith('embedding-model/')) continue;
    const content = (await readFile(file)).toString('latin1').toLowerCase();
    if (content.includes(Buffer.from(needle.toLowerCase()).toString('latin1'))) found.push(name);
  }
  return found;
}
