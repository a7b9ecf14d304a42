import type { Database, Sql } from '@driftdesk/database';
import { refuseErased } from './erase.js';
import type { Subscription } from './handler.js';
import { forgetBegunBatches, moveOffset, readUnended } from './log.js';
import { forgetBegunRetries, scheduleUnended } from './retries.js';

/** An event whose handling was begun so often and never ended is given up on. */
export const mostBegun = 3;

/** From so many on the handling may be what ends the process: nothing else is handled meanwhile, so that it is known. */
export const suspect = mostBegun - 1;

/**
 * What a process that died had in hand is taken out of the log, to be handled by itself: which of it ended the process
 * is not known, and the rest must not suffer for it.
 * @returns how many events that were
 */
export async function setUnendedAside(database: Database, { consumer, event }: Subscription): Promise<number> {
  return database.transaction(async (sql) => {
    // An erasure from here on waits for this transaction, and finds the copies that it makes.
    await refuseErased(sql, []);
    const unended = await readUnended(sql, consumer, event.topic);
    await scheduleUnended(
      sql,
      consumer,
      unended.map(({ envelope }) => envelope),
    );
    const last = unended.at(-1);
    if (last !== undefined) await moveOffset(sql, consumer, event.topic, last.at);
    return unended.length;
  });
}

/** Nothing that this run has begun is in hand any more, or an end was ordered, which says nothing against it. */
export async function forgetBegun(sql: Sql, { consumer, event }: Subscription, run: string): Promise<void> {
  await forgetBegunBatches(sql, consumer, event.topic);
  await forgetBegunRetries(sql, consumer, event.topic, run);
}
