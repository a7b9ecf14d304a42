import { auditRecorded, type auditEntrySchema, type Envelope } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { causedEvent, newEvent, publish } from '@driftdesk/messaging';
import { currentCorrelationId } from '@driftdesk/platform';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';

/** An entry as whoever records it writes it; `outcome` and `facts` have defaults. */
export type NewAuditEntry = z.input<typeof auditEntrySchema>;

/**
 * Records an act in the caller's transaction: act and entry commit together, or neither does. Every security-relevant
 * act comes through here; a handler's names the event that `caused` it.
 * @throws ZodError when the entry does not fit the contract: a bug of the caller
 */
export async function recordAudit(sql: Sql, entry: NewAuditEntry, caused?: Envelope): Promise<void> {
  await publish(sql, [auditEvent(entry, caused)]);
}

/** The same as an event, for handlers that return what they publish. */
export function auditEvent(entry: NewAuditEntry, caused?: Envelope): Envelope {
  const parsed = auditRecorded.schema.parse(entry);
  return caused === undefined
    ? newEvent(auditRecorded, parsed, currentCorrelationId() ?? uuidv7())
    : causedEvent(caused, auditRecorded, parsed);
}
