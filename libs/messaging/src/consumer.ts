import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreUnavailable } from '@driftdesk/contracts';
import { deliver, type Delivery, type DeliveryContext, handle } from './delivery.js';
import type { Subscription } from './handler.js';
import { AlreadyHandled, handledAmong } from './inbox.js';
import { type LoggedEvent, moveOffset, type Position, readLog, readOffset } from './log.js';
import type { Sleeper } from './poller.js';
import { clearRetry, dueRetries, type ScheduledRetry } from './retries.js';
import { Signal } from './signal.js';

/** How long it waits before it tries again when it is not ready or the store fails. */
const waitMs = 500;

/**
 * Reads one topic for one consumer group and delivers it, batch after batch, until it is stopped. While a batch
 * commits, the slow work of the next one runs already; commits keep the order of the log.
 */
export class Consumer implements Sleeper {
  private readonly signal = new Signal();
  private stopping = false;
  private running: Promise<void> | undefined;
  /** Retries may be due. */
  private retriesDue = true;
  /** Where the last batch that was read ended; unknown until the first, and after anything went wrong. */
  private offset: Position | undefined;
  /** Events after the offset may have been handled: it was set back, or another process reads the same topic. */
  private doubtful = true;
  /** The batch that commits; it never rejects, its failure waits in `failure`. */
  private committing = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly context: DeliveryContext) {}

  get subscription(): Subscription {
    return this.context.subscription;
  }

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.signal.raise();
  }

  wakeForRetries(): void {
    this.retriesDue = true;
    this.signal.raise();
  }

  /** Ends after the batches in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.raise();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const pauseMs = await this.turn();
      if (pauseMs > 0 && !this.stopping) await this.signal.wait(pauseMs);
      else await nextTurn();
    }
    await this.committing;
  }

  /** One batch. @returns milliseconds to pause: 0 when there may be more, infinity when something will wake it */
  private async turn(): Promise<number> {
    // Slow work whose end could not be stored would be done again and again.
    if (this.context.database.unavailable() !== undefined) return waitMs;
    try {
      await this.deliverRetries();
      const read = await this.deliverLog();
      // A batch that was not full emptied the log; whatever was committed since has raised the signal.
      return read < this.context.subscription.batchSize ? Infinity : 0;
    } catch (error) {
      return this.startOver(error);
    }
  }

  private startOver(error: unknown): number {
    const { subscription, observer } = this.context;
    this.offset = undefined;
    this.doubtful = true;
    if (error instanceof AlreadyHandled) return 0;
    // Of all consumers alike; the desk says once that the store is full, and once that it no longer is.
    if (error instanceof StoreUnavailable) return waitMs;
    observer.waiting(subscription.consumer, subscription.event.topic, error);
    return waitMs;
  }

  /** @returns how many events were read */
  private async deliverLog(): Promise<number> {
    this.throwFailure();
    const events = await this.readBatch();
    if (events.length === 0) return 0;
    const fresh = this.doubtful ? await this.unhandled(events) : events;
    const deliveries = this.fromLog(fresh);
    const handling = deliveries.length > 0 ? handle(this.context, deliveries) : undefined;
    // Whoever awaits it hears of it; until then a rejection is no accident.
    handling?.catch(() => undefined);
    await this.committing;
    this.throwFailure();
    this.committing = this.commit(events, deliveries, handling).catch((error: unknown) => {
      this.failure = { error };
      this.signal.raise();
    });
    this.doubtful = fresh.length < events.length;
    return events.length;
  }

  /** @throws what the batch before failed with: what was read after it is read again */
  private throwFailure(): void {
    if (this.failure === undefined) return;
    const { error } = this.failure;
    this.failure = undefined;
    throw error;
  }

  private async readBatch(): Promise<LoggedEvent[]> {
    const { database, subscription } = this.context;
    const { consumer, event, batchSize } = subscription;
    const after = (this.offset ??= await readOffset(database.sql, consumer, event.topic));
    const events = await readLog(database.sql, event.topic, after, batchSize);
    this.offset = events.at(-1)?.at ?? after;
    return events;
  }

  private async commit(
    events: readonly LoggedEvent[],
    deliveries: readonly Delivery[],
    handling: ReturnType<typeof handle> | undefined,
  ): Promise<void> {
    const { database, subscription } = this.context;
    if (deliveries.length > 0) await deliver(this.context, deliveries, handling);
    const last = events.at(-1);
    if (last === undefined || deliveries.at(-1)?.envelope === last.envelope) return;
    await database.transaction((sql) => moveOffset(sql, subscription.consumer, subscription.event.topic, last.at));
  }

  /** Without the events that an earlier delivery has committed. */
  private async unhandled(events: readonly LoggedEvent[]): Promise<LoggedEvent[]> {
    const ids = events.map(({ envelope }) => envelope.id);
    const handled = await handledAmong(this.context.database.sql, this.context.subscription.consumer, ids);
    return events.filter(({ envelope }) => !handled.has(envelope.id));
  }

  private fromLog(events: readonly LoggedEvent[]): Delivery[] {
    const { consumer, event } = this.context.subscription;
    return events.map(({ envelope, at }) => ({
      envelope,
      attempts: 0,
      settle: (sql) => moveOffset(sql, consumer, event.topic, at),
    }));
  }

  private async deliverRetries(): Promise<void> {
    const { database, subscription } = this.context;
    const { consumer, event, batchSize } = subscription;
    if (!this.retriesDue) return;
    // Whatever becomes of them: one that fails anew must not hold up the log, and the poller names it again.
    this.retriesDue = false;
    const retries = await dueRetries(database.sql, consumer, event.topic, batchSize);
    for (const retry of retries) await deliver(this.context, [this.fromRetry(retry)]);
  }

  private fromRetry({ envelope, attempts }: ScheduledRetry): Delivery {
    const { consumer } = this.context.subscription;
    return { envelope, attempts, settle: (sql) => clearRetry(sql, consumer, envelope.id) };
  }
}
