import { leave } from './begun.js';
import type { DeliveryContext } from './delivery.js';
import type { Subscription } from './handler.js';
import { LogReader } from './log-reader.js';
import { Loop } from './loop.js';
import type { Sleeper } from './poller.js';
import { RetryReader } from './retry-reader.js';

/** Delivers one topic to one consumer group until it is stopped: the log in its order, and beside it what is retried. */
export class Consumer implements Sleeper {
  private readonly log: LogReader;
  private readonly retries: RetryReader;
  private readonly logLoop: Loop;
  private readonly retryLoop: Loop;

  constructor(private readonly context: DeliveryContext) {
    this.log = new LogReader(context, { forTurn: () => this.wake(), forRetries: () => this.wakeForRetries() });
    this.retries = new RetryReader(context, () => this.retryLoop.isStopping);
    this.logLoop = new Loop(() => this.log.turn());
    this.retryLoop = new Loop(() => this.retries.turn());
  }

  get subscription(): Subscription {
    return this.context.subscription;
  }

  start(): void {
    this.logLoop.start();
    this.retryLoop.start();
  }

  wake(): void {
    this.logLoop.wake();
  }

  wakeForRetries(): void {
    this.retries.wake();
    this.retryLoop.wake();
  }

  /** Ends after what is in hand. */
  async stop(): Promise<void> {
    const ended = Promise.all([this.logLoop.stop(), this.retryLoop.stop()]);
    // Now, and not only when what is in hand has ended: whoever loses patience and kills the process ordered its end too.
    await this.leave();
    await ended;
    await this.log.settled();
    await this.leave();
  }

  private async leave(): Promise<void> {
    const { database, subscription, run, observer } = this.context;
    await leave(database.sql, subscription, run.id).catch((error: unknown) => {
      observer.waiting(subscription.consumer, subscription.event.topic, error);
    });
  }
}
