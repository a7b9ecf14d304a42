import { z } from 'zod';
import { authorSchema } from '../identity.js';
import { defineEvent } from './event.js';

/** What an audit tells of. A new kind of act is a new word here. */
export const auditActions = [
  'user.registered',
  'user.created',
  'user.changed',
  'user.role-changed',
  'user.password-changed',
  'session.opened',
  'session.refused',
  'session.closed',
  'session.theft-detected',
  'api-key.created',
  'api-key.revoked',
  'ticket.read',
  'tickets.listed',
  'provider.called',
  'consent.changed',
  'data.exported',
  'data.erased',
  'model.promoted',
  'model.rolled-back',
  'model.gates-decided',
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** Ids, counts, words of this code: an audit outlives what it tells of, so nothing that a person wrote goes in. */
const fact = z.union([z.string().max(200), z.number(), z.boolean()]);

export const auditEntrySchema = z.strictObject({
  action: auditActionSchema,
  outcome: z.enum(['success', 'refused']).default('success'),
  actor: authorSchema.optional().describe('absent when nobody proved who he is'),
  subject: z
    .strictObject({ kind: z.string().max(40), id: z.string().max(200) })
    .optional()
    .describe('what it was done to, such as {kind: ticket, id}'),
  address: z.string().max(64).optional().describe('IP address of the caller, where one called'),
  facts: z.record(z.string().max(40), fact).default({}),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** all → gateway, which appends them in batches. One key: the chain has one order. */
export const auditRecorded = defineEvent({
  topic: 'audit.recorded.v1',
  schema: auditEntrySchema,
  key: () => 'audit',
});
