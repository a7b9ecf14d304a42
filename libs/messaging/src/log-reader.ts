import { storeUnavailable } from '@driftdesk/contracts';
import { takeOver } from './begun.js';
import { deliver, type Delivery, type DeliveryContext, handle } from './delivery.js';
import { AlreadyHandled, handledAmong } from './inbox.js';
import { type LoggedEvent, moveOffset, type Position, readLog, readOffset } from './log.js';
import { waitMs } from './loop.js';

/** A batch whose slow work has begun. */
interface BegunBatch {
  readonly events: readonly LoggedEvent[];
  /** Without what was handled before. */
  readonly deliveries: readonly Delivery[];
  readonly handling: ReturnType<typeof handle> | undefined;
}

/**
 * Reads the log of one topic for one consumer group and delivers it, batch after batch. While a batch commits, the slow
 * work of the next one runs already; commits keep the order of the log.
 */
export class LogReader {
  /** Where the last batch that was read ended; unknown until the first, and after anything went wrong. */
  private offset: Position | undefined;
  /** Events after the offset may have been handled: it was set back, or another process reads the same topic. */
  private doubtful = true;
  /** The batch that commits; it never rejects, its failure waits in `failure`. */
  private committing = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;
  private takenOver = false;

  constructor(
    private readonly context: DeliveryContext,
    private readonly ask: {
      readonly forTurn: () => void;
      readonly forRetries: () => void;
    },
  ) {}

  /** Begins one batch. @returns milliseconds to pause: 0 when there may be more, infinity when something will wake it */
  async turn(): Promise<number> {
    // Slow work whose end could not be stored would be done again and again.
    if (this.context.database.unavailable() !== undefined) return waitMs;
    try {
      if (!this.takenOver) await this.takeOver();
      const read = await this.deliverBatch();
      // A batch that was not full emptied the log; whatever was committed since has raised the signal.
      return read < this.context.subscription.batchSize ? Infinity : 0;
    } catch (error) {
      return this.startOver(error);
    }
  }

  /** Resolves when the last batch has been committed, or has failed. */
  settled(): Promise<void> {
    return this.committing;
  }

  private async takeOver(): Promise<void> {
    const { database, subscription, run, observer } = this.context;
    const unended = await takeOver(database, subscription, run.id);
    this.takenOver = true;
    if (unended === 0) return;
    observer.unended(subscription.consumer, subscription.event.topic, unended);
    this.ask.forRetries();
  }

  private startOver(error: unknown): number {
    const { subscription, observer } = this.context;
    this.offset = undefined;
    this.doubtful = true;
    if (error instanceof AlreadyHandled) return 0;
    // Of all consumers alike; the desk says once that the store is full, and once that it no longer is.
    if (!storeUnavailable(error)) observer.waiting(subscription.consumer, subscription.event.topic, error);
    return waitMs;
  }

  /** @returns how many events were read */
  private async deliverBatch(): Promise<number> {
    this.throwFailure();
    const leave = await this.context.run.gate.enter();
    const inHand: Promise<unknown>[] = [];
    try {
      const batch = await this.begin();
      if (batch === undefined) return 0;
      // Whoever awaits it hears of it; until then a rejection is no accident.
      if (batch.handling !== undefined) inHand.push(batch.handling.catch(() => undefined));
      await this.committing;
      this.throwFailure();
      this.committing = this.commit(batch).catch((error: unknown) => {
        this.failure = { error };
        this.ask.forTurn();
      });
      inHand.push(this.committing);
      this.doubtful = batch.deliveries.length < batch.events.length;
      return batch.events.length;
    } finally {
      void Promise.all(inHand).then(leave);
    }
  }

  /** @throws what the batch before failed with: what was read after it is read again */
  private throwFailure(): void {
    if (this.failure === undefined) return;
    const { error } = this.failure;
    this.failure = undefined;
    throw error;
  }

  private async begin(): Promise<BegunBatch | undefined> {
    const { database, subscription } = this.context;
    const { consumer, event, batchSize } = subscription;
    const after = (this.offset ??= await readOffset(database.sql, consumer, event.topic));
    const events = await readLog(database.sql, event.topic, after, batchSize);
    if (events.length === 0) return undefined;
    this.offset = events.at(-1)?.at ?? after;
    const fresh = this.doubtful ? await this.unhandled(events) : events;
    const deliveries = fresh.map((logged) => this.fromLog(logged));
    return { events, deliveries, handling: deliveries.length > 0 ? handle(this.context, deliveries) : undefined };
  }

  private async commit({ events, deliveries, handling }: BegunBatch): Promise<void> {
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

  private fromLog({ envelope, at }: LoggedEvent): Delivery {
    const { consumer, event } = this.context.subscription;
    return { envelope, attempts: 0, settle: (sql) => moveOffset(sql, consumer, event.topic, at) };
  }
}
