import type { Sql } from '@driftdesk/database';
import type { EvaluatedSoFar } from './windows.js';

/** What of a model's observations may go. */
export interface OldObservations extends EvaluatedSoFar {
  readonly model: string;
  /** The champion, whose first `reference` observations and quiet windows stay. */
  readonly version: string;
  readonly reference: number;
  /** Observed until then. */
  readonly before: Date;
  /** The last sequence that no rollout under way is about. */
  readonly to: number;
}

/** Rows of one statement: a store of a million must serve tickets in between. */
const rowsPerStatement = 500;

/** Deletes unlabelled observations that are old, the oldest first. @returns how many */
export async function deleteOld(sql: Sql, old: OldObservations): Promise<number> {
  const kept = await referenceEnd(sql, old);
  let deleted = 0;
  for (let after: Passed | undefined = { observed_at: new Date(0), sequence: '0', deleted: 0 }; after !== undefined;) {
    after = await deletePage(sql, old, kept, after);
    deleted += after?.deleted ?? 0;
  }
  return deleted;
}

/** The last row that a page looked at, and how many of the page it deleted. */
interface Passed {
  readonly observed_at: Date;
  readonly sequence: string;
  readonly deleted: number;
}

async function deletePage(sql: Sql, old: OldObservations, kept: number, after: Passed): Promise<Passed | undefined> {
  const [passed] = await sql.query<Passed>(
    `WITH page AS MATERIALIZED (
       SELECT o.sequence, o.observed_at, o.version FROM monitor.observations o
       WHERE o.model = $1 AND NOT o.labelled AND (o.observed_at, o.sequence) > ($9::timestamptz, $10::bigint)
         AND o.observed_at < $2::timestamptz
       ORDER BY o.observed_at, o.sequence LIMIT $11::int),
     gone AS (
       DELETE FROM monitor.observations USING page o
       WHERE observations.sequence = o.sequence AND o.sequence <= $3::bigint
         AND NOT (o.version = $4 AND (o.sequence > $5::bigint OR o.sequence <= $6::bigint
           OR EXISTS (SELECT FROM unnest($7::bigint[], $8::bigint[]) AS quiet (first, last)
             WHERE o.sequence BETWEEN quiet.first AND quiet.last)))
       RETURNING 1)
     SELECT observed_at, sequence::text AS sequence, (SELECT count(*) FROM gone)::int AS deleted
     FROM page ORDER BY page.observed_at DESC, page.sequence DESC LIMIT 1`,
    ...[old.model, old.before, old.to, old.version, old.evaluatedTo, kept],
    old.quiet.map(({ from }) => from),
    old.quiet.map(({ to }) => to),
    ...[after.observed_at, after.sequence, rowsPerStatement],
  );
  return passed;
}

/** The sequence of the last of the champion's first observations, which are its reference. */
async function referenceEnd(sql: Sql, { model, version, reference }: OldObservations): Promise<number> {
  const [row] = await sql.query<{ last: number }>(
    `SELECT coalesce(max(sequence), 0)::float8 AS last FROM (
       SELECT sequence FROM monitor.observations WHERE model = $1 AND version = $2 AND text <> ''
       ORDER BY version, sequence LIMIT $3::int) first`,
    ...[model, version, reference],
  );
  return row?.last ?? 0;
}
