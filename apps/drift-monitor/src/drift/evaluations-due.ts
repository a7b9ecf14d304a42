import type { Sql } from '@driftdesk/database';

/** What has come since a model's stream was looked at last. */
export interface Arrivals {
  /** Tickets since its windows were compared. */
  readonly observations: number;
  /** Labels since they were judged. */
  readonly labels: number;
  /** Whether the hours after which windows are compared, however little came, have passed. */
  readonly overdue: boolean;
}

/** Counts observed tickets in the transaction that writes them. */
export async function noteObservations(sql: Sql, models: readonly string[], count: number): Promise<void> {
  await sql.execute(
    `INSERT INTO monitor.evaluations_due AS due (model, compared_at, observations)
     SELECT DISTINCT model, clock_timestamp(), $2::int FROM unnest($1::text[]) AS of (model)
     ON CONFLICT (model) DO UPDATE SET observations = due.observations + EXCLUDED.observations`,
    models,
    count,
  );
}

/** Counts labels in the transaction that writes them; a label does not say of which model it judges. */
export async function noteLabels(sql: Sql, count: number): Promise<void> {
  await sql.execute('UPDATE monitor.evaluations_due SET labels = labels + $1::int', count);
}

/** Begins to count for models that are new. */
export async function beginCounting(sql: Sql, models: readonly string[]): Promise<void> {
  await noteObservations(sql, models, 0);
}

/**
 * `hours`: after which windows are compared anyway. The store's clock says how long ago the last comparison was; when that
 * lies in its future the clock has gone back, and nobody knows: it is time then, too.
 */
export async function readArrivals(sql: Sql, model: string, hours: number): Promise<Arrivals> {
  const [row] = await sql.query<Arrivals>(
    `SELECT observations, labels,
            compared_at NOT BETWEEN clock_timestamp() - make_interval(hours => $2::int) AND clock_timestamp() AS overdue
     FROM monitor.evaluations_due WHERE model = $1`,
    model,
    hours,
  );
  return row ?? { observations: 0, labels: 0, overdue: false };
}

/** Takes off what an evaluation has seen; `compared`: whether it looked at the windows, or at the labels alone. */
export async function noteEvaluated(sql: Sql, model: string, seen: Arrivals, compared: boolean): Promise<void> {
  await sql.execute(
    `UPDATE monitor.evaluations_due SET labels = greatest(0, labels - $2::int),
       observations = greatest(0, observations - $3::int),
       compared_at = CASE WHEN $4::boolean THEN clock_timestamp() ELSE compared_at END
     WHERE model = $1`,
    model,
    seen.labels,
    compared ? seen.observations : 0,
    compared,
  );
}
