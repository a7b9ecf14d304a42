import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { StoreRefused } from './folder/store-refused.js';

/** What the runner needs of a connection: scripts, and rows of a query. */
export interface MigrationConnection {
  exec(sql: string): Promise<unknown>;
  query<Row>(sql: string, params: unknown[]): Promise<{ rows: Row[] }>;
}

const migrationsFolder = new URL('../prisma/migrations/', import.meta.url);

// Prisma's own bookkeeping, so that `prisma migrate deploy` agrees with what was applied here.
const bookkeeping = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations that the store lacks, in order, each with its bookkeeping in one transaction.
 * @returns the names of those applied now
 * @throws StoreRefused when one fails, and when one that was applied has been edited since, or is not known here
 */
export async function migrate(connection: MigrationConnection): Promise<string[]> {
  await connection.exec(bookkeeping);
  const { rows } = await connection.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    [],
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const known = await readMigrations();
  refuseNewer(applied, new Set(known.map(({ name }) => name)));
  const pending = known.filter(({ name, checksum }) => !isApplied(applied, name, checksum));
  for (const { name, sql, checksum } of pending) await apply(connection, name, sql, checksum);
  return pending.map(({ name }) => name);
}

/** A store of a newer Driftdesk has tables that this one would misread. */
function refuseNewer(applied: ReadonlyMap<string, string>, known: ReadonlySet<string>): void {
  const newest = [...applied.keys()].sort().findLast((name) => !known.has(name));
  if (newest === undefined) return;
  throw new StoreRefused(
    `The store was written by a newer Driftdesk: it has the migration ${newest}, which this one does not know. Nothing was changed. Start the newer Driftdesk, or put the store back from a backup that is older.`,
  );
}

function isApplied(applied: ReadonlyMap<string, string>, name: string, checksum: string): boolean {
  const recorded = applied.get(name);
  if (recorded !== undefined && recorded !== checksum) {
    throw new StoreRefused(
      `Migration ${name} was edited after it was applied to this store. Restore the file as it was.`,
    );
  }
  return recorded !== undefined;
}

async function apply(connection: MigrationConnection, name: string, sql: string, checksum: string): Promise<void> {
  const record = `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
    VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', 1);`;
  try {
    await connection.exec(`BEGIN;\n${sql}\n${record}\nCOMMIT;`);
  } catch (error) {
    await connection.exec('ROLLBACK');
    throw new StoreRefused(
      `Migration ${name} failed: ${(error as Error).message}. The store is as it was before this migration. Start again once what it names is mended; the Driftdesk before needs the copy of the home from before the upgrade.`,
      { cause: error },
    );
  }
}

async function readMigrations() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, migrationsFolder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
