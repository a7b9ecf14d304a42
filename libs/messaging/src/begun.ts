import type { Database, Sql } from '@driftdesk/database';
import { refuseErased } from './erase.js';
import type { Subscription } from './handler.js';
import { handledAmong } from './inbox.js';
import { leaveOffset, moveOffset, readLog, readOffset, takeOffset } from './log.js';
import { forgetBegunRetries, scheduleUnended } from './retries.js';

/** An event whose handling was begun so often and never ended is given up on. */
export const mostBegun = 3;

/** From so many on the handling may be what ends the process: nothing else is handled meanwhile, so that it is known. */
export const suspect = mostBegun - 1;

/**
 * Goes on where an earlier run ended. What may have been in hand when its process died is taken out of the log, to be
 * handled by itself: which of it ended the process is not known, and the rest must not suffer for it.
 * @returns how many events that were
 */
export async function takeOver(database: Database, subscription: Subscription, run: string): Promise<number> {
  const { consumer, event, batchSize } = subscription;
  return database.transaction(async (sql) => {
    // An erasure from here on waits for this transaction, and finds the copies that it makes.
    await refuseErased(sql, []);
    const offset = await readOffset(sql, consumer, event.topic);
    if ((await takeOffset(sql, consumer, event.topic, run)) === undefined) return 0;
    // No more is ever in hand than a batch that commits and the next one, so nothing needs to be written down with each.
    const events = await readLog(sql, event.topic, offset, 2 * batchSize);
    const envelopes = events.map(({ envelope }) => envelope);
    const handled = await handledAmong(
      sql,
      consumer,
      envelopes.map(({ id }) => id),
    );
    const unended = envelopes.filter(({ id }) => !handled.has(id));
    await scheduleUnended(sql, consumer, unended);
    const last = events.at(-1);
    if (last !== undefined) await moveOffset(sql, consumer, event.topic, last.at);
    return unended.length;
  });
}

/** The end of this run was ordered: nothing that it has in hand is to blame for it. */
export async function leave(sql: Sql, { consumer, event }: Subscription, run: string): Promise<void> {
  await leaveOffset(sql, consumer, event.topic, run);
  await forgetBegunRetries(sql, consumer, event.topic, run);
}
