import type { Ticket } from '@driftdesk/contracts';

/** A requester's Idempotency-Key and what it came with. */
export interface IdempotencyClaim {
  readonly key: string;
  /** sha256 of the parsed request body. */
  readonly requestDigest: string;
}

/** A ticket to be stored, with what the event does not carry. */
export interface Submission {
  readonly ticket: Ticket;
  readonly externalId?: string | undefined;
  readonly correlationId: string;
  readonly idempotency?: IdempotencyClaim | undefined;
}
