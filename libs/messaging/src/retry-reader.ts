import { storeUnavailable } from '@driftdesk/contracts';
import { mostBegun, suspect } from './begun.js';
import { bury, deliver, type Delivery, type DeliveryContext } from './delivery.js';
import { NeverEnded } from './errors.js';
import { AlreadyHandled } from './inbox.js';
import { waitMs } from './loop.js';
import { beginRetry, clearRetry, type Due, dueRetries, forgetBegunRetries, type ScheduledRetry } from './retries.js';
import type { RetryPolicy } from './retry-policy.js';
import type { Run } from './run.js';

/** Which retries are due in a run: suspects wait until it has shown that it lasts without them. */
export function dueIn({ startedAt }: Run, { maxDelayMs, quarantineMs }: RetryPolicy): Due {
  const lasts = performance.now() - startedAt >= quarantineMs;
  return { longestDelayMs: maxDelayMs, begunBelow: lasts ? 2 ** 31 - 1 : suspect };
}

/**
 * Delivers what waits for another attempt of one subscription, one event at a time, beside the log: the next event never
 * waits for one that fails. What was in hand when a process died comes this way too.
 */
export class RetryReader {
  private due = true;

  /** @param isStopping no further event is begun then */
  constructor(
    private readonly context: DeliveryContext,
    private readonly isStopping: () => boolean,
  ) {}

  /** Retries may be due. */
  wake(): void {
    this.due = true;
  }

  /** @returns milliseconds to pause: 0 when there may be more, infinity when something will wake it */
  async turn(): Promise<number> {
    if (!this.due) return Infinity;
    if (this.context.database.unavailable() !== undefined) return waitMs;
    // Whatever becomes of them: the poller names again what is still due.
    this.due = false;
    const { consumer, event, batchSize } = this.context.subscription;
    try {
      const retries = await this.read();
      for (const retry of retries) await this.take(retry);
      this.due ||= retries.length === batchSize;
      return this.due ? 0 : Infinity;
    } catch (error) {
      if (!storeUnavailable(error)) this.context.observer.waiting(consumer, event.topic, error);
      return Infinity;
    }
  }

  private read(): Promise<ScheduledRetry[]> {
    const { database, subscription, run, retryPolicy } = this.context;
    const { consumer, event, batchSize } = subscription;
    return dueRetries(database.sql, consumer, event.topic, dueIn(run, retryPolicy), batchSize);
  }

  private async take(retry: ScheduledRetry): Promise<void> {
    const { gate } = this.context.run;
    const leave = await (retry.begun >= suspect ? gate.enterAlone() : gate.enter());
    try {
      if (!this.isStopping()) await this.deliver(retry);
    } catch (error) {
      if (!(error instanceof AlreadyHandled)) throw error;
      const { database, subscription } = this.context;
      await clearRetry(database.sql, subscription.consumer, retry.envelope.id);
    } finally {
      leave();
    }
  }

  private async deliver(retry: ScheduledRetry): Promise<void> {
    const { database, subscription, run } = this.context;
    const { consumer, event } = subscription;
    const delivery = this.fromRetry(retry);
    if (retry.begun >= mostBegun) {
      return bury(this.context, delivery, retry.attempts + retry.begun, new NeverEnded(retry.begun));
    }
    if (!(await beginRetry(database.sql, consumer, retry.envelope.id, run.id))) return;
    try {
      await deliver(this.context, [delivery]);
    } catch (error) {
      // It ended, though without a result. Where the store fails now too, a run counts once however often it begins.
      await forgetBegunRetries(database.sql, consumer, event.topic, run.id).catch(() => undefined);
      throw error;
    }
  }

  private fromRetry({ envelope, attempts }: ScheduledRetry): Delivery {
    const { consumer } = this.context.subscription;
    return { envelope, attempts, settle: (sql) => clearRetry(sql, consumer, envelope.id) };
  }
}
