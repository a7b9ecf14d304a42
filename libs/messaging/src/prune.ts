import type { Database } from '@driftdesk/database';
import { cautiousNow } from './clock.js';

/**
 * Deletes events, and inbox marks, older than `maxAgeMs`, where every consumer of the topic has passed them.
 * @returns how many events were deleted
 */
export async function pruneLog(database: Database, maxAgeMs: number): Promise<number> {
  const before = new Date(cautiousNow().getTime() - maxAgeMs).toISOString();
  return database.transaction(async (sql) => {
    const deleted = await sql.execute(
      `DELETE FROM messaging.events e WHERE e.occurred_at < $1::timestamptz AND NOT EXISTS (
         SELECT 1 FROM messaging.offsets o
         WHERE o.topic = e.topic AND (o.transaction_id, o.position) < (e.transaction_id, e.position))`,
      before,
    );
    await sql.execute(
      `DELETE FROM messaging.inbox i WHERE i.handled_at < $1::timestamptz
         AND NOT EXISTS (SELECT 1 FROM messaging.events e WHERE e.id = i.event_id)`,
      before,
    );
    // Whoever still had an event of such a key in hand has long finished or given up.
    await sql.execute('DELETE FROM messaging.erased_keys WHERE erased_at < $1::timestamptz', before);
    return deleted;
  });
}
