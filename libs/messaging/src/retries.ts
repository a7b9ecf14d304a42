import { type Envelope, envelopeSchema } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { now } from './clock.js';

/** An event that waits for its next attempt. */
export interface ScheduledRetry {
  readonly envelope: Envelope<string>;
  /** Attempts that ended. */
  readonly attempts: number;
  /** How often its handling was begun, since the last that ended, in a process that ended first. */
  readonly begun: number;
}

/** Which retries are due. */
export interface Due {
  /** No retry waits longer: one that seems to was written by a clock that has been set back since. */
  readonly longestDelayMs: number;
  /** Retries that were begun so often wait. */
  readonly begunBelow: number;
}

/** SQL for which retries `r` are due, by the parameters of `dueParameters` from this place on. */
export const isDue = (place: number) =>
  `(r.due_at <= $${place}::timestamptz OR r.due_at > $${place + 1}::timestamptz) AND r.begun < $${place + 2}::int`;

export function dueParameters({ longestDelayMs, begunBelow }: Due): readonly unknown[] {
  const at = now();
  return [at.toISOString(), new Date(at.getTime() + longestDelayMs).toISOString(), begunBelow];
}

/**
 * Schedules the next attempt of an event, replacing an earlier schedule, unless it has been handled.
 * @returns whether there will be one
 */
export async function scheduleRetry(
  sql: Sql,
  consumer: string,
  retry: Pick<ScheduledRetry, 'envelope' | 'attempts'> & { dueAt: Date; reason: string },
): Promise<boolean> {
  const { envelope, attempts, dueAt, reason } = retry;
  const scheduled = await sql.execute(
    `INSERT INTO messaging.retries (consumer, event_id, topic, envelope, attempts, due_at, reason)
     SELECT $1, $2::uuid, $3, $4, $5::int, $6::timestamptz, $7
     WHERE NOT EXISTS (SELECT FROM messaging.inbox WHERE consumer = $1 AND event_id = $2::uuid)
     ON CONFLICT (consumer, event_id) DO UPDATE
     SET envelope = EXCLUDED.envelope, attempts = EXCLUDED.attempts, due_at = EXCLUDED.due_at, reason = EXCLUDED.reason,
         begun = 0, begun_by = NULL`,
    consumer,
    envelope.id,
    envelope.topic,
    JSON.stringify(envelope),
    attempts,
    dueAt.toISOString(),
    reason,
  );
  return scheduled > 0;
}

/** Schedules events that were begun once, and whose handling did not end, at once. */
export async function scheduleUnended(
  sql: Sql,
  consumer: string,
  envelopes: readonly Envelope<string>[],
): Promise<void> {
  if (envelopes.length === 0) return;
  await sql.execute(
    `INSERT INTO messaging.retries (consumer, event_id, topic, envelope, attempts, due_at, reason, begun)
     SELECT $1, event_id, topic, envelope, 0, $2::timestamptz, 'the process ended', 1
     FROM unnest($3::uuid[], $4::text[], $5::text[]) AS row (event_id, topic, envelope)
     ON CONFLICT DO NOTHING`,
    consumer,
    now().toISOString(),
    envelopes.map(({ id }) => id),
    envelopes.map(({ topic }) => topic),
    envelopes.map((envelope) => JSON.stringify(envelope)),
  );
}

/**
 * Writes down that a run begins to handle a retry; a run counts once, however often it begins.
 * @returns whether it is still to be handled; if not, it is a retry no more
 */
export async function beginRetry(sql: Sql, consumer: string, eventId: string, run: string): Promise<boolean> {
  const begun = await sql.execute(
    `UPDATE messaging.retries r
     SET begun = r.begun + CASE WHEN r.begun_by = $3::uuid THEN 0 ELSE 1 END, begun_by = $3::uuid
     WHERE r.consumer = $1 AND r.event_id = $2::uuid
       AND NOT EXISTS (SELECT FROM messaging.inbox i WHERE i.consumer = r.consumer AND i.event_id = r.event_id)`,
    consumer,
    eventId,
    run,
  );
  if (begun > 0) return true;
  await sql.execute(
    `DELETE FROM messaging.retries r USING messaging.inbox i
     WHERE r.consumer = $1 AND r.event_id = $2::uuid AND i.consumer = r.consumer AND i.event_id = r.event_id`,
    consumer,
    eventId,
  );
  return false;
}

/** Takes back what this run began of a topic and what is still a retry: its handling ended, or an end was ordered. */
export async function forgetBegunRetries(sql: Sql, consumer: string, topic: string, run: string): Promise<void> {
  await sql.execute(
    `UPDATE messaging.retries SET begun = begun - 1, begun_by = NULL
     WHERE consumer = $1 AND topic = $2 AND begun_by = $3::uuid`,
    consumer,
    topic,
    run,
  );
}

export async function clearRetry(sql: Sql, consumer: string, eventId: string): Promise<void> {
  await sql.execute('DELETE FROM messaging.retries WHERE consumer = $1 AND event_id = $2::uuid', consumer, eventId);
}

/** Retries that are due, oldest first. */
export async function dueRetries(
  sql: Sql,
  consumer: string,
  topic: string,
  due: Due,
  limit: number,
): Promise<ScheduledRetry[]> {
  const rows = await sql.query<{ envelope: string; attempts: number; begun: number }>(
    `SELECT r.envelope, r.attempts, r.begun FROM messaging.retries r
     WHERE r.consumer = $1 AND r.topic = $2 AND ${isDue(4)} ORDER BY r.due_at LIMIT $3::int`,
    consumer,
    topic,
    limit,
    ...dueParameters(due),
  );
  return rows.map(({ envelope, ...row }) => ({
    envelope: envelopeSchema.parse(JSON.parse(envelope)) as Envelope<string>,
    ...row,
  }));
}
