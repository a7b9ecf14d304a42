import { z } from 'zod';
import { auditActionSchema, auditEntrySchema } from '../events/audit.js';
import { sha256Digest, text, timestamp, uuid } from '../text.js';
import { pageOf, pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'audit';

/** An entry in its place in the chain. */
export const auditRecordSchema = z.strictObject({
  sequence: z.int().min(1).describe('1, 2, 3 … without a gap'),
  eventId: uuid.describe('the audit.recorded event that it was'),
  at: timestamp,
  correlationId: z.string(),
  ...auditEntrySchema.shape,
  hash: sha256Digest.describe('sha256 over the hash of the entry before and this one without it, as canonical JSON'),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

/** Signed: after `count` entries the hash of the last one was `head`. */
export const auditCheckpointSchema = z.strictObject({
  count: z.int().nonnegative(),
  head: sha256Digest,
  signedAt: timestamp,
  keyId: z.string(),
  signature: z.base64().describe('Ed25519'),
});
export type AuditCheckpoint = z.infer<typeof auditCheckpointSchema>;

export const auditKeySchema = z.strictObject({ keyId: z.string(), publicKey: z.string().describe('Ed25519, PEM') });

/** A line of an export: the key first, entries with the checkpoints among them, and last a signed end. */
export const auditLineSchema = z.union([
  z.strictObject({ key: auditKeySchema }),
  z.strictObject({ entry: auditRecordSchema }),
  z.strictObject({ checkpoint: auditCheckpointSchema }),
  z.strictObject({ end: auditCheckpointSchema }),
]);
export type AuditLine = z.infer<typeof auditLineSchema>;

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/v1/audit',
  tag,
  summary: 'Who did what to which, newest first',
  query: z.strictObject({
    actor: text(200).optional().describe('id of who did it'),
    action: auditActionSchema.optional(),
    subject: text(200).optional().describe('id of what it was done to'),
    from: timestamp.optional(),
    to: timestamp.optional().describe('exclusive'),
    ...pageQuery,
  }),
  responses: { 200: { description: 'A page', schema: pageOf(auditRecordSchema) }, ...problems(400) },
});

export const exportAudit = defineRoute({
  id: 'exportAudit',
  method: 'GET',
  path: '/v1/audit/export',
  tag,
  summary: 'The whole chain as JSON lines, for `npm run audit:verify -- export.jsonl`',
  responses: {
    200: { description: 'One line each', schema: z.string(), contentType: 'application/x-ndjson; charset=utf-8' },
  },
});

export const auditVerificationSchema = z.object({
  status: z.enum(['whole', 'broken']),
  entries: z.int(),
  checkpoints: z.int(),
  head: z.string(),
  keyId: z.string(),
  publicKey: z.string(),
  problems: z.array(z.object({ sequence: z.int().optional(), sentence: z.string() })).describe('the first 50'),
});

export const verifyAuditChain = defineRoute({
  id: 'verifyAuditChain',
  method: 'GET',
  path: '/v1/audit/verification',
  tag,
  summary: 'Whether the chain is whole: nothing changed, deleted, inserted, reordered or cut off',
  responses: { 200: { description: 'What was found', schema: auditVerificationSchema } },
});
