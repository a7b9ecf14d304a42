import type { Sql } from '@driftdesk/database';

/** Another delivery of the same events was committed first; nothing of this one may be. */
export class AlreadyHandled extends Error {
  override readonly name = 'AlreadyHandled';
}

/** Marks events as handled by a consumer. @throws AlreadyHandled, which rolls the transaction back */
export async function markHandled(sql: Sql, consumer: string, eventIds: readonly string[]): Promise<void> {
  const marked = await sql.execute(
    `INSERT INTO messaging.inbox (consumer, event_id) SELECT $1, * FROM unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    consumer,
    eventIds,
  );
  if (marked !== eventIds.length) {
    throw new AlreadyHandled(`${consumer} has handled ${eventIds.length - marked} of ${eventIds.length} events before`);
  }
}

/** Lets a consumer handle an event again: a replay. */
export async function unmarkHandled(sql: Sql, consumer: string, eventId: string): Promise<void> {
  await sql.execute('DELETE FROM messaging.inbox WHERE consumer = $1 AND event_id = $2::uuid', consumer, eventId);
}

/** Which of the events a consumer has handled already. */
export async function handledAmong(sql: Sql, consumer: string, eventIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ event_id: string }>(
    'SELECT event_id FROM messaging.inbox WHERE consumer = $1 AND event_id = ANY($2::uuid[])',
    consumer,
    eventIds,
  );
  return new Set(rows.map((row) => row.event_id));
}
