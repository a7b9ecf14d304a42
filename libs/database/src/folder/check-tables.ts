import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { damaged } from './store-refused.js';

interface Relation {
  readonly name: string;
  readonly index: boolean;
  /** Its first file, relative to the store. */
  readonly path: string;
}

const relations = `
  SELECT c.oid::regclass::text AS name, c.relkind = 'i' AS index, pg_relation_filepath(c.oid) AS path
  FROM pg_class c WHERE c.relkind IN ('r', 'i', 't', 'S', 'm')`;

/**
 * Looks whether each table and each index of an opened store has its file, and each index its first page. A damaged
 * page inside is found when it is read: pages have checksums.
 * @throws StoreRefused naming the first file that is missing or empty
 */
export async function checkTables(pglite: Pick<PGlite, 'query'>, folder: string): Promise<void> {
  const { rows } = await pglite.query<Relation>(relations);
  const faults = await Promise.all(rows.map((relation) => faultOf(relation, folder)));
  const fault = faults.find((sentence) => sentence !== undefined);
  if (fault !== undefined) throw damaged(folder, fault);
}

async function faultOf({ name, index, path }: Relation, folder: string): Promise<string | undefined> {
  const file = join(folder, path);
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  const kind = index ? 'index' : 'table';
  if (size === undefined) return `${file} is missing, the file of the ${kind} ${name}.`;
  return index && size === 0 ? `${file} is empty, the file of the ${kind} ${name}.` : undefined;
}
