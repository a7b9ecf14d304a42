import type { Database } from '@driftdesk/database';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { Consumer } from './consumer.js';
import type { BatchHandler, Effects, Subscription } from './handler.js';
import type { MessagingObserver } from './observer.js';
import { eventsChannel } from './outbox.js';
import { Poller } from './poller.js';
import { dueIn } from './retry-reader.js';
import type { RetryPolicy } from './retry-policy.js';
import { beginRun } from './run.js';

export interface DatabaseTransportOptions {
  readonly database: Database;
  readonly observer: MessagingObserver;
  readonly retryPolicy: RetryPolicy;
}

/** Nest transport whose log is the events table: the outbox itself, read by each consumer group at its own pace. */
export class DatabaseTransport extends Server implements CustomTransportStrategy {
  /** Failures reach the retry rule, so Nest need not report them. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly consumers = new Map<string, Consumer[]>();
  private readonly run = beginRun();
  private poller: Poller | undefined;
  private unlisten: (() => Promise<void>) | undefined;

  constructor(private readonly options: DatabaseTransportOptions) {
    super();
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      for (const handler of this.messageHandlers.values()) this.subscribe(handler);
      this.unlisten = await this.options.database.listen(eventsChannel, (topics) => this.wake(topics.split(',')));
      for (const consumer of this.all()) consumer.start();
      const { database, retryPolicy } = this.options;
      this.poller = new Poller(database, this.all(), () => dueIn(this.run, retryPolicy));
      this.poller.start();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    await this.unlisten?.();
    await this.poller?.stop();
    await Promise.all(this.all().map((consumer) => consumer.stop()));
  }

  override on(): never {
    throw new Error('The database transport has no events of its own');
  }

  override unwrap<T>(): T {
    return this.options.database as T;
  }

  private subscribe(handler: MessageHandler): void {
    const { subscription } = handler.extras as { subscription: Subscription };
    const { database, observer, retryPolicy } = this.options;
    const consumer = new Consumer({
      database,
      observer,
      retryPolicy,
      run: this.run,
      subscription,
      handler: this.toBatchHandler(handler),
    });
    const { topic } = subscription.event;
    this.consumers.set(topic, [...(this.consumers.get(topic) ?? []), consumer]);
  }

  private toBatchHandler(handler: MessageHandler): BatchHandler {
    return async (batch) => lastValueFrom<Effects>(this.transformToObservable(await handler(batch)));
  }

  private wake(topics: readonly string[]): void {
    for (const topic of topics) for (const consumer of this.consumers.get(topic) ?? []) consumer.wake();
  }

  private all(): Consumer[] {
    return [...this.consumers.values()].flat();
  }
}
