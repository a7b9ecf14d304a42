import type { Database, Sql } from '@driftdesk/database';
import type { Subscription } from './handler.js';
import { readable } from './log.js';
import { type Due, dueParameters, isDue } from './retries.js';

/** How long a due retry waits beyond its time at most, and an event that nobody told of. */
const everyMs = 1_000;

/** What a consumer is to it. */
export interface Sleeper {
  readonly subscription: Subscription;
  /** There may be something to read. */
  wake(): void;
  /** Retries are due. */
  wakeForRetries(): void;
}

/**
 * Tells consumers what no notice told them: a retry is due, an older transaction has ended and shows what is after it, a
 * notice was lost. One statement for all: each consumer asking for itself cost an idle desk a twentieth of its thread.
 */
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private looking = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly consumers: readonly Sleeper[],
    private readonly due: () => Due,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look());
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Once, now. */
  async look(): Promise<void> {
    try {
      const subscriptions = this.consumers.map(({ subscription }) => subscription);
      for (const { at, retries } of await findWork(this.database.sql, subscriptions, this.due())) {
        if (retries) this.consumers[at]?.wakeForRetries();
        else this.consumers[at]?.wake();
      }
    } catch {
      // They meet what is wrong with the store themselves, and say it.
      for (const consumer of this.consumers) consumer.wake();
    }
  }
}

/** Which subscriptions, by their place, have retries that are due or events after their offsets. */
function findWork(sql: Sql, subscriptions: readonly Subscription[], due: Due) {
  return sql.query<{ at: number; retries: boolean }>(
    // Ordered and limited, so that each topic's index is asked for one row, wherever it holds many.
    `SELECT * FROM (
       SELECT (s.place - 1)::int AS at,
         EXISTS (SELECT FROM messaging.retries r
           WHERE r.consumer = s.consumer AND r.topic = s.topic AND ${isDue(3)}) AS retries,
         (SELECT true FROM messaging.events e
           WHERE e.topic = s.topic AND ${readable}
             AND (e.transaction_id, e.position) > (coalesce(o.transaction_id, '0'), coalesce(o.position, 0))
           ORDER BY e.transaction_id, e.position LIMIT 1) AS events
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s (consumer, topic, place)
       LEFT JOIN messaging.offsets o USING (consumer, topic)) AS work
     WHERE retries OR events`,
    subscriptions.map(({ consumer }) => consumer),
    subscriptions.map(({ event }) => event.topic),
    ...dueParameters(due),
  );
}
