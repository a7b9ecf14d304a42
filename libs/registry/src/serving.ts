import type { ModelReference } from '@driftdesk/contracts';
import { type Database, notify, type Sql } from '@driftdesk/database';

/** How often a process must repeat what it serves. */
export const repeatServingMs = 15_000;
/** A process that has not repeated it for this long is gone. */
const silentSeconds = 60;

/**
 * Reports that are repeated. By the store's clock alone: where it jumps forward, all are silent until they are repeated the
 * next time; where it goes back, one from its future is as silent as one from long ago.
 */
const isRepeated = `seen_at BETWEEN clock_timestamp() - interval '${silentSeconds} seconds'
  AND clock_timestamp() + interval '${silentSeconds} seconds'`;

/** Says that a process serves a version; whoever watches the registry hears of it when that is new. */
export async function reportServing(
  database: Database,
  channel: string,
  instance: string,
  { name: model, version }: ModelReference,
): Promise<void> {
  await database.transaction(async (sql) => {
    const [report] = await sql.query<{ before: string | null }>(
      `WITH said AS (SELECT version FROM registry.serving WHERE model = $1 AND instance = $2)
       INSERT INTO registry.serving AS known (model, instance, version, since, seen_at)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp())
       ON CONFLICT (model, instance) DO UPDATE SET version = EXCLUDED.version, seen_at = EXCLUDED.seen_at,
         since = CASE WHEN known.version = EXCLUDED.version THEN known.since ELSE EXCLUDED.since END
       RETURNING (SELECT version FROM said) AS before`,
      ...[model, instance, version],
    );
    const gone = await sql.execute(`DELETE FROM registry.serving WHERE model = $1 AND NOT (${isRepeated})`, model);
    if (report?.before !== version || gone > 0) await notify(sql, channel, model);
  });
}

/** Says that a process serves nothing any more: it ends. */
export async function withdrawServing(database: Database, channel: string, instance: string): Promise<void> {
  await database.transaction(async (sql) => {
    const rows = await sql.query<{ model: string }>(
      'DELETE FROM registry.serving WHERE instance = $1 RETURNING model',
      instance,
    );
    for (const { model } of rows) await notify(sql, channel, model);
  });
}

/** Since when every process that serves the model serves this version; nothing while one does not. */
export async function servesSince(
  { sql }: Database,
  { name: model, version }: Pick<ModelReference, 'name' | 'version'>,
): Promise<Date | undefined> {
  const [row] = await sql.query<{ since: Date | null }>(
    `SELECT max(since) AS since FROM registry.serving WHERE model = $1 AND ${isRepeated}
     HAVING bool_and(version = $2)`,
    ...[model, version],
  );
  return row?.since ?? undefined;
}

/** What each model's aliases point at and its processes serve, as one text a model: another text means a change. */
export async function readServingState(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ name: string; state: string }>(
    `SELECT name, string_agg(part, E'\\n' ORDER BY part) AS state FROM (
       SELECT name, alias || ' ' || version AS part FROM registry.model_aliases
       UNION ALL SELECT model, instance || ' serves ' || version FROM registry.serving WHERE ${isRepeated}) parts
     GROUP BY name`,
  );
  return new Map(rows.map(({ name, state }) => [name, state]));
}
