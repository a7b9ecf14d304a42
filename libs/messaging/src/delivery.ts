import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Envelope, storeUnavailable } from '@driftdesk/contracts';
import type { Database, Sql } from '@driftdesk/database';
import { ZodError } from 'zod';
import { now } from './clock.js';
import { buryEvent } from './dead-letters.js';
import { KeyErased, refuseErased } from './erase.js';
import { isPermanent, NotReady, reasonOf, Unprocessable } from './errors.js';
import type { BatchHandler, Effects, Subscription } from './handler.js';
import { AlreadyHandled, markHandled } from './inbox.js';
import type { MessagingObserver } from './observer.js';
import { publish } from './outbox.js';
import { clearRetry, scheduleRetry } from './retries.js';
import { retryDelayMs, type RetryPolicy } from './retry-policy.js';
import type { Run } from './run.js';
import { within } from './within.js';

/** What every delivery of a subscription needs. */
export interface DeliveryContext {
  readonly database: Database;
  readonly subscription: Subscription;
  readonly handler: BatchHandler;
  readonly retryPolicy: RetryPolicy;
  readonly observer: MessagingObserver;
  readonly run: Run;
}

/** An event on its way to the handler. `settle` is what the source commits with it: its offset, its retry row. */
export interface Delivery {
  readonly envelope: Envelope<string>;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly settle: (sql: Sql) => Promise<void>;
}

/** A batch after its slow work, before anything of it is stored. */
interface HandledBatch {
  readonly batch: readonly Envelope[];
  readonly effects: Effects;
  readonly startedAt: number;
}

/** The slow work of a batch. Nothing is stored, so it may run ahead of the batch before, and be thrown away. */
export async function handle(context: DeliveryContext, deliveries: readonly Delivery[]): Promise<HandledBatch> {
  const startedAt = performance.now();
  const { subscription } = context;
  const batch = deliveries.map(({ envelope }) => parse(subscription, envelope));
  // Parsing a batch and sealing what it causes each take milliseconds: requests come in between.
  await nextTurn();
  const effects = await within(subscription.deadlineMs, context.handler(batch));
  await nextTurn();
  return { batch, effects, startedAt };
}

/**
 * The rule of delivery: the handler's writes, its inbox marks, the events it causes and the offset commit in one
 * transaction. A batch that fails is redone one by one, so that one bad event costs only itself.
 * @throws NotReady or AlreadyHandled, or for lack of a store: nothing was committed of what remained, the source delivers it again
 */
export async function deliver(
  context: DeliveryContext,
  deliveries: readonly Delivery[],
  handling = handle(context, deliveries),
): Promise<void> {
  try {
    await commit(context, deliveries, await handling);
  } catch (error) {
    if (error instanceof NotReady || error instanceof AlreadyHandled || storeUnavailable(error)) throw error;
    const [only, ...others] = deliveries;
    if (only === undefined) return;
    if (others.length === 0) {
      if (error instanceof KeyErased) return drop(context, only);
      return fail(context, only, error).catch((failure: unknown) => {
        if (failure instanceof KeyErased) return drop(context, only);
        throw failure;
      });
    }
    for (const delivery of deliveries) await deliver(context, [delivery]);
  }
}

async function commit(
  { database, subscription: { consumer, deadlineMs }, observer }: DeliveryContext,
  deliveries: readonly Delivery[],
  { batch, effects, startedAt }: HandledBatch,
): Promise<void> {
  await database.transaction(async (sql) => {
    await refuseErased(
      sql,
      batch.map(({ key }) => key),
    );
    await markHandled(
      sql,
      consumer,
      batch.map(({ id }) => id),
    );
    if (effects.write !== undefined) await within(deadlineMs, effects.write(sql));
    await publish(sql, effects.publish ?? []);
    // The log's events share one offset, so the last place covers all; a retry comes alone.
    await deliveries.at(-1)?.settle(sql);
  });
  observer.handled(consumer, batch, (performance.now() - startedAt) / 1000);
  try {
    effects.committed?.();
  } catch (error) {
    observer.committedFailed(consumer, batch, error);
  }
}

/** The event counts as handled, and leaves nothing. */
async function drop({ database, subscription: { consumer } }: DeliveryContext, delivery: Delivery): Promise<void> {
  await database.transaction(async (sql) => {
    await markHandled(sql, consumer, [delivery.envelope.id]);
    await delivery.settle(sql);
  });
}

function parse(subscription: Subscription, envelope: Envelope<string>): Envelope {
  try {
    return { ...envelope, payload: subscription.event.schema.parse(JSON.parse(envelope.payload)) };
  } catch (error) {
    // Errors are logged, and those of a parser quote what they read.
    throw new Unprocessable(error instanceof ZodError ? reasonOf(error) : 'The event is not JSON.');
  }
}

async function fail(context: DeliveryContext, delivery: Delivery, error: unknown): Promise<void> {
  const attempts = delivery.attempts + 1;
  if (isPermanent(error) || attempts >= context.retryPolicy.maxAttempts)
    return bury(context, delivery, attempts, error);
  const delayMs = retryDelayMs(context.retryPolicy, attempts, Math.random());
  const { envelope } = delivery;
  const willRetry = await context.database.transaction(async (sql) => {
    await refuseErased(sql, [envelope.key]);
    await delivery.settle(sql);
    const retry = { envelope, attempts, dueAt: new Date(now().getTime() + delayMs), reason: reasonOf(error) };
    return scheduleRetry(sql, context.subscription.consumer, retry);
  });
  // Not where it was handled all the same: by another process, or by a commit whose confirmation was lost.
  if (willRetry) context.observer.retried(context.subscription.consumer, envelope, error, delayMs);
}

/** Gives up on an event: it is a dead letter, and counts as handled. @throws KeyErased, AlreadyHandled */
export async function bury(
  context: DeliveryContext,
  delivery: Delivery,
  attempts: number,
  error: unknown,
): Promise<void> {
  const { consumer } = context.subscription;
  const { envelope } = delivery;
  await context.database.transaction(async (sql) => {
    await refuseErased(sql, [envelope.key]);
    await markHandled(sql, consumer, [envelope.id]);
    await delivery.settle(sql);
    await clearRetry(sql, consumer, envelope.id);
    await buryEvent(sql, consumer, envelope, { reason: reasonOf(error), attempts });
  });
  context.observer.buried(consumer, envelope, error);
}
