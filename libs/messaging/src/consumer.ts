import { setImmediate as nextTurn } from 'node:timers/promises';
import { deliver, type Delivery, type DeliveryContext } from './delivery.js';
import { AlreadyHandled } from './inbox.js';
import { type LoggedEvent, moveOffset, readLog } from './log.js';
import { clearRetry, dueRetries, type ScheduledRetry } from './retries.js';
import { Signal } from './signal.js';

/** How long a consumer sleeps when nothing wakes it: the longest a due retry waits. */
const idleMs = 1_000;
/** How often due retries are looked for while there is other work. */
const retriesEveryMs = 250;
/** How long it waits before it tries again when it is not ready or the store fails. */
const waitMs = 500;

/** Reads one topic for one consumer group and delivers it, batch after batch, until it is stopped. */
export class Consumer {
  private readonly signal = new Signal();
  private stopping = false;
  private running: Promise<void> | undefined;
  private retriesLookedForAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly context: DeliveryContext) {}

  start(): void {
    this.running = this.run();
  }

  /** There may be something to read. */
  wake(): void {
    this.signal.raise();
  }

  /** Ends after the batch in hand. */
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
  }

  /** One batch. @returns milliseconds to pause: 0 when there may be more */
  private async turn(): Promise<number> {
    const { subscription, observer } = this.context;
    try {
      const delivered = (await this.deliverRetries()) + (await this.deliverLog());
      return delivered > 0 ? 0 : idleMs;
    } catch (error) {
      if (error instanceof AlreadyHandled) return 0;
      observer.waiting(subscription.consumer, subscription.event.topic, error);
      return waitMs;
    }
  }

  private async deliverLog(): Promise<number> {
    const { database, subscription } = this.context;
    const { consumer, event, batchSize } = subscription;
    const events = await readLog(database, consumer, event.topic, batchSize);
    const last = events.at(-1);
    if (last === undefined) return 0;
    const fresh = events.filter(({ handled }) => !handled);
    if (fresh.length > 0) await deliver(this.context, this.fromLog(fresh));
    if (last.handled) await database.transaction((tx) => moveOffset(tx, consumer, event.topic, last.at));
    return events.length;
  }

  private fromLog(events: readonly LoggedEvent[]): Delivery[] {
    const { consumer, event } = this.context.subscription;
    return events.map(({ envelope, at }) => ({
      envelope,
      attempts: 0,
      settle: (tx) => moveOffset(tx, consumer, event.topic, at),
    }));
  }

  private async deliverRetries(): Promise<number> {
    const { database, subscription } = this.context;
    const { consumer, event, batchSize } = subscription;
    if (performance.now() - this.retriesLookedForAt < retriesEveryMs) return 0;
    this.retriesLookedForAt = performance.now();
    const retries = await dueRetries(database, consumer, event.topic, batchSize);
    for (const retry of retries) await deliver(this.context, [this.fromRetry(retry)]);
    return retries.length;
  }

  private fromRetry({ envelope, attempts }: ScheduledRetry): Delivery {
    const { consumer } = this.context.subscription;
    return { envelope, attempts, settle: (tx) => clearRetry(tx, consumer, envelope.id) };
  }
}
