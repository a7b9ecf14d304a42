import type { Ticket } from '@driftdesk/contracts';
import type { Omission } from '@driftdesk/mail';

/** A requester's Idempotency-Key and what it came with. */
export interface IdempotencyClaim {
  readonly key: string;
  /** sha256 of the parsed request body. */
  readonly requestDigest: string;
}

/** What people did with a ticket before it came here. */
export interface History {
  readonly queue: string;
  readonly urgency?: string | undefined;
  readonly resolvedAt: string;
}

/** A ticket to be stored, with what the event does not carry. */
export interface Submission {
  readonly ticket: Ticket;
  readonly externalId?: string | undefined;
  readonly correlationId: string;
  readonly idempotency?: IdempotencyClaim | undefined;
  readonly history?: History | undefined;
  /** What its text leaves out of what was sent. */
  readonly omitted?: readonly Omission[] | undefined;
  /** The sign that a machine sent it: it is kept, resolved, and nobody is asked to answer it. */
  readonly automatic?: string | undefined;
}
