import type { Envelope, EventDefinition } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';

/** What a handler wants committed with its inbox marks, in one transaction. */
export interface Effects {
  /** Set-based writes of the batch. Only the given client may be used, and nothing slow. */
  readonly write?: (sql: Sql) => Promise<void>;
  readonly publish?: readonly Envelope[];
}

/** Slow work (embedding, model, LLM) happens here, outside of any transaction; it may be repeated. */
export type BatchHandler<Payload = unknown> = (batch: readonly Envelope<Payload>[]) => Promise<Effects>;

/** One consumer group's subscription to one event. */
export interface Subscription {
  readonly consumer: string;
  readonly event: Pick<EventDefinition, 'topic' | 'schema'>;
  /** Most events of one transaction. */
  readonly batchSize: number;
}
