import type { Sql } from '@driftdesk/database';

/**
 * Whether a consumer has yet to handle a published event of this topic, of one key or of any; one that waits for a retry
 * counts. Who must act on the newest state asks this before he reads what the consumer wrote.
 */
export async function hasUnhandled(sql: Sql, consumer: string, topic: string, key?: string): Promise<boolean> {
  const [row] = await sql.query<{ unhandled: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM messaging.events e WHERE e.topic = $2 AND ($3::text IS NULL OR e.key = $3)
       AND NOT EXISTS (SELECT 1 FROM messaging.inbox i WHERE i.consumer = $1 AND i.event_id = e.id)) AS unhandled`,
    ...[consumer, topic, key ?? null],
  );
  return row?.unhandled ?? false;
}
