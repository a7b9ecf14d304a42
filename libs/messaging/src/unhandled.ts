import type { Sql } from '@driftdesk/database';
import type { Position } from './log.js';

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

/**
 * How many events of a topic up to a place in the log a consumer has yet to handle, wherever their delivery stands: unread,
 * or waiting for another attempt, as what a killed process had in hand is. Dead letters wait for nothing. A retry whose
 * event has been pruned from the log is older than all of it.
 */
export async function countUnhandled(sql: Sql, consumer: string, topic: string, end: Position): Promise<number> {
  const [row] = await sql.query<{ unhandled: number }>(
    // The offset in subqueries, so that the index finds what follows it.
    `SELECT (SELECT count(*) FROM messaging.events e
       WHERE e.topic = $2 AND (e.transaction_id, e.position) <= ($3::xid8, $4::bigint)
         AND (e.transaction_id, e.position) > (
           coalesce((SELECT o.transaction_id FROM messaging.offsets o WHERE o.consumer = $1 AND o.topic = $2), '0'::xid8),
           coalesce((SELECT o.position FROM messaging.offsets o WHERE o.consumer = $1 AND o.topic = $2), 0))
     )::int + (SELECT count(*) FROM messaging.retries r LEFT JOIN messaging.events e ON e.id = r.event_id
       WHERE r.consumer = $1 AND r.topic = $2
         AND (e.id IS NULL OR (e.transaction_id, e.position) <= ($3::xid8, $4::bigint))
         AND NOT EXISTS (SELECT FROM messaging.inbox i WHERE i.consumer = $1 AND i.event_id = r.event_id)
     )::int AS unhandled`,
    ...[consumer, topic, end.transactionId, end.position],
  );
  return row?.unhandled ?? 0;
}
