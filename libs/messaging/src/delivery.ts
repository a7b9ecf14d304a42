import type { Envelope } from '@driftdesk/contracts';
import type { Database, Transaction } from '@driftdesk/database';
import { buryEvent } from './dead-letters.js';
import { isPermanent, NotReady, reasonOf } from './errors.js';
import type { BatchHandler, Subscription } from './handler.js';
import { AlreadyHandled, markHandled } from './inbox.js';
import type { MessagingObserver } from './observer.js';
import { publish } from './outbox.js';
import { clearRetry, scheduleRetry } from './retries.js';
import { retryDelayMs, type RetryPolicy } from './retry-policy.js';

/** What every delivery of a subscription needs. */
export interface DeliveryContext {
  readonly database: Database;
  readonly subscription: Subscription;
  readonly handler: BatchHandler;
  readonly retryPolicy: RetryPolicy;
  readonly observer: MessagingObserver;
}

/** An event on its way to the handler. `settle` is what the source commits with it: its offset, its retry row. */
export interface Delivery {
  readonly envelope: Envelope<string>;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly settle: (tx: Transaction) => Promise<void>;
}

/**
 * The rule of delivery: the handler's writes, its inbox marks, the events it causes and the offset commit in one
 * transaction. A batch that fails is redone one by one, so that one bad event costs only itself.
 * @throws NotReady or AlreadyHandled: nothing was committed of what remained, the source delivers it again
 */
export async function deliver(context: DeliveryContext, deliveries: readonly Delivery[]): Promise<void> {
  try {
    await handleTogether(context, deliveries);
  } catch (error) {
    if (error instanceof NotReady || error instanceof AlreadyHandled) throw error;
    const [only, ...others] = deliveries;
    if (only === undefined) return;
    if (others.length === 0) return fail(context, only, error);
    for (const delivery of deliveries) await deliver(context, [delivery]);
  }
}

async function handleTogether(context: DeliveryContext, deliveries: readonly Delivery[]): Promise<void> {
  const { database, subscription, handler, observer } = context;
  const started = performance.now();
  const batch = deliveries.map(({ envelope }) => parse(subscription, envelope));
  const effects = await handler(batch);
  await database.transaction(async (tx) => {
    await markHandled(
      tx,
      subscription.consumer,
      batch.map((envelope) => envelope.id),
    );
    await effects.write?.(tx);
    await publish(tx, effects.publish ?? []);
    // The log's events share one offset, so the last place covers all; a retry comes alone.
    await deliveries.at(-1)?.settle(tx);
  });
  observer.handled(subscription.consumer, batch, (performance.now() - started) / 1000);
}

function parse(subscription: Subscription, envelope: Envelope<string>): Envelope {
  return { ...envelope, payload: subscription.event.schema.parse(JSON.parse(envelope.payload)) };
}

async function fail(context: DeliveryContext, delivery: Delivery, error: unknown): Promise<void> {
  const attempts = delivery.attempts + 1;
  if (isPermanent(error) || attempts >= context.retryPolicy.maxAttempts)
    return bury(context, delivery, attempts, error);
  const delayMs = retryDelayMs(context.retryPolicy, attempts, Math.random());
  const { envelope } = delivery;
  await context.database.transaction(async (tx) => {
    await delivery.settle(tx);
    const retry = { envelope, attempts, dueAt: new Date(Date.now() + delayMs), reason: reasonOf(error) };
    await scheduleRetry(tx, context.subscription.consumer, retry);
  });
  context.observer.retried(context.subscription.consumer, envelope, error, delayMs);
}

async function bury(context: DeliveryContext, delivery: Delivery, attempts: number, error: unknown): Promise<void> {
  const { consumer } = context.subscription;
  const { envelope } = delivery;
  await context.database.transaction(async (tx) => {
    await markHandled(tx, consumer, [envelope.id]);
    await delivery.settle(tx);
    await clearRetry(tx, consumer, envelope.id);
    await buryEvent(tx, consumer, envelope, { reason: reasonOf(error), attempts });
  });
  context.observer.buried(consumer, envelope, error);
}
