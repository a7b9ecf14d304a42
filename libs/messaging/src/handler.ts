import type { Envelope, EventDefinition } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';

/** What a handler wants committed with its inbox marks, in one transaction. */
export interface Effects {
  /** Set-based writes of the batch. Only the given client may be used, and nothing slow or outside of the store. */
  readonly write?: (sql: Sql) => Promise<void>;
  readonly publish?: readonly Envelope[];
  /**
   * What the process does besides the store: metrics, timers, caches. It runs once, after the COMMIT, and never for work
   * that was thrown away. A process that dies in between never runs it, so nothing that must last may depend on it.
   */
  readonly committed?: () => void;
}

/** Slow work (embedding, model, LLM) happens here, outside of any transaction; it may be repeated. */
export type BatchHandler<Payload = unknown> = (batch: readonly Envelope<Payload>[]) => Promise<Effects>;

/** One consumer group's subscription to one event. */
export interface Subscription {
  readonly consumer: string;
  readonly event: Pick<EventDefinition, 'topic' | 'schema'>;
  /** Most events of one transaction. */
  readonly batchSize: number;
  /** Milliseconds after which the handling of a batch counts as failed; infinite where something else bounds it. */
  readonly deadlineMs: number;
}
