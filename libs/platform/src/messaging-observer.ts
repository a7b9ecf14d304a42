import type { Envelope } from '@driftdesk/contracts';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

/** What messaging reports, as log lines with the event's correlation id and as metrics. */
export function createMessagingObserver(logger: Logger, metrics: Metrics) {
  return {
    handled(consumer: string, events: readonly Envelope[], seconds: number): void {
      const topic = events[0]?.topic ?? 'none';
      metrics.eventsHandled.inc({ consumer, topic }, events.length);
      metrics.batchSeconds.observe({ consumer, topic }, seconds);
      if (!logger.isLevelEnabled('debug')) return;
      for (const event of events) logger.debug(describe(consumer, event), 'event handled');
    },
    committedFailed(consumer: string, events: readonly Envelope[], error: unknown): void {
      const eventIds = events.map(({ id }) => id);
      logger.error(
        { consumer, topic: events[0]?.topic, eventIds, err: error },
        'events are stored, but not followed up',
      );
    },
    retried(consumer: string, event: Envelope, error: unknown, delayMs: number): void {
      metrics.eventsRetried.inc({ consumer, topic: event.topic });
      logger.warn({ ...describe(consumer, event), err: error, delayMs }, 'event failed, will be tried again');
    },
    unended(consumer: string, topic: string, count: number): void {
      const message = 'events were in hand when the process ended: each is handled by itself now';
      logger.warn({ consumer, topic, count }, message);
    },
    buried(consumer: string, event: Envelope, error: unknown): void {
      metrics.deadLetters.inc({ consumer, topic: event.topic });
      logger.error({ ...describe(consumer, event), err: error }, 'event given up on: it is a dead letter now');
    },
    waiting(consumer: string, topic: string, error: unknown): void {
      logger.warn({ consumer, topic, reason: (error as Error).message }, 'consumer waits');
    },
  };
}

function describe(consumer: string, event: Envelope) {
  return { correlationId: event.correlationId, consumer, topic: event.topic, eventId: event.id, key: event.key };
}
