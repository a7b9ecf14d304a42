import { type Envelope, envelopeSchema } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';

/** An event that waits for its next attempt. */
export interface ScheduledRetry {
  readonly envelope: Envelope<string>;
  readonly attempts: number;
}

/** Schedules the next attempt of an event, replacing an earlier schedule. */
export async function scheduleRetry(
  sql: Sql,
  consumer: string,
  retry: ScheduledRetry & { dueAt: Date; reason: string },
): Promise<void> {
  const { envelope, attempts, dueAt, reason } = retry;
  await sql.execute(
    `INSERT INTO messaging.retries (consumer, event_id, topic, envelope, attempts, due_at, reason)
     VALUES ($1, $2::uuid, $3, $4, $5::int, $6::timestamptz, $7)
     ON CONFLICT (consumer, event_id) DO UPDATE
     SET envelope = EXCLUDED.envelope, attempts = EXCLUDED.attempts, due_at = EXCLUDED.due_at, reason = EXCLUDED.reason`,
    consumer,
    envelope.id,
    envelope.topic,
    JSON.stringify(envelope),
    attempts,
    dueAt.toISOString(),
    reason,
  );
}

export async function clearRetry(sql: Sql, consumer: string, eventId: string): Promise<void> {
  await sql.execute('DELETE FROM messaging.retries WHERE consumer = $1 AND event_id = $2::uuid', consumer, eventId);
}

/** Retries that are due, oldest first. */
export async function dueRetries(sql: Sql, consumer: string, topic: string, limit: number): Promise<ScheduledRetry[]> {
  const rows = await sql.query<{ envelope: string; attempts: number }>(
    `SELECT envelope, attempts FROM messaging.retries
     WHERE consumer = $1 AND topic = $2 AND due_at <= $3::timestamptz ORDER BY due_at LIMIT $4::int`,
    consumer,
    topic,
    new Date().toISOString(),
    limit,
  );
  return rows.map((row) => ({
    envelope: envelopeSchema.parse(JSON.parse(row.envelope)) as Envelope<string>,
    attempts: row.attempts,
  }));
}
