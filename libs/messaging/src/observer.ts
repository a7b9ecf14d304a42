import type { Envelope } from '@driftdesk/contracts';

/** What messaging tells logs and metrics. */
export interface MessagingObserver {
  handled(consumer: string, events: readonly Envelope[], seconds: number): void;
  /** What a handler wanted done after its commit was thrown out of; the events are handled all the same. */
  committedFailed(consumer: string, events: readonly Envelope[], error: unknown): void;
  retried(consumer: string, event: Envelope, error: unknown, delayMs: number): void;
  /** Events were in hand when the process ended, and nobody had ordered that: each is handled by itself now. */
  unended(consumer: string, topic: string, count: number): void;
  buried(consumer: string, event: Envelope, error: unknown): void;
  /** The consumer waits and will try again: it is not ready, or the store failed. */
  waiting(consumer: string, topic: string, error: unknown): void;
}
