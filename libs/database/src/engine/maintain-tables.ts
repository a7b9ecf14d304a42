import type { PGlite } from '@electric-sql/pglite';

/** Small samples: of a table they take a few milliseconds, and plans here need orders of magnitude. */
const statisticsTarget = 3;

/** PostgreSQL's defaults: autovacuum_analyze_threshold and its scale factor, and the same of autovacuum_vacuum. */
const dueTables = `
  SELECT format('%I.%I', schemaname, relname) AS name, n_dead_tup > 50 + 0.2 * n_live_tup AS dead
  FROM pg_stat_user_tables
  WHERE n_mod_since_analyze > 50 + 0.1 * n_live_tup OR n_dead_tup > 50 + 0.2 * n_live_tup`;

/**
 * What autovacuum does on a server: PGlite has no background workers, so nothing would ever count the rows of a table,
 * which makes joins quadratic, nor free the space of deleted ones.
 */
export async function maintainTables(pglite: Pick<PGlite, 'query' | 'exec'>): Promise<void> {
  const { rows } = await pglite.query<{ name: string; dead: boolean }>(dueTables);
  if (rows.length === 0) return;
  await pglite.exec(`SET default_statistics_target = ${statisticsTarget}`);
  for (const { name, dead } of rows) await pglite.exec(dead ? `VACUUM (ANALYZE) ${name}` : `ANALYZE ${name}`);
}
