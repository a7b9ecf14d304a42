import { z } from 'zod';
import { authorSchema, consentSchema } from './identity.js';
import { label, maxBodyLength, maxSubjectLength, text, timestamp, uuid } from './text.js';

/** ISO 639-1 code of the language a text is written in. */
export const languageSchema = z.string().regex(/^[a-z]{2}$/, 'must be a two-letter ISO 639-1 code, such as en or fr');

export const ticketStatuses = ['received', 'classified', 'answered', 'needs_human', 'failed', 'resolved'] as const;
export const ticketStatusSchema = z.enum(ticketStatuses);
export type TicketStatus = z.infer<typeof ticketStatusSchema>;

/** The ticket as every event carries it. */
export const ticketSchema = z.strictObject({
  id: uuid,
  subject: text(maxSubjectLength).optional(),
  body: text(maxBodyLength),
  language: languageSchema,
  channel: z.string(),
  requester: authorSchema,
  consent: consentSchema,
  submittedAt: timestamp,
});
export type Ticket = z.infer<typeof ticketSchema>;

/** The text that models and search see: subject and body, each on lines of its own. */
export function ticketText(ticket: { subject?: string | undefined; body: string }): string {
  return ticket.subject ? `${ticket.subject}\n${ticket.body}` : ticket.body;
}

/** One head's output for one ticket. `probabilities` are calibrated and sum to 1. */
export const headOutputSchema = z.strictObject({
  label,
  confidence: z.number().min(0).max(1),
  probabilities: z.record(label, z.number().min(0).max(1)),
});
export type HeadOutput = z.infer<typeof headOutputSchema>;

export const modelReferenceSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  digest: z.string().describe('sha256 of the version folder, hex'),
});
export type ModelReference = z.infer<typeof modelReferenceSchema>;

/** Why a ticket goes to a person. */
export const needsHumanReasons = [
  'no_supporting_passage',
  'not_confident',
  'out_of_scope',
  'ungrounded_answer',
  'language_not_supported',
  'provider_failed',
  'partly_answered',
  'security_incident',
  'safety',
  'legal',
  'person_requested',
  'reopened',
] as const;
export const needsHumanReasonSchema = z.enum(needsHumanReasons);
export type NeedsHumanReason = z.infer<typeof needsHumanReasonSchema>;

/** A rule of the model's spec that fits a ticket's words: a person gets the ticket, whatever else is found. */
export const alertSchema = z.strictObject({
  rule: z.string().describe('the rule’s name, such as lost-device'),
  reason: needsHumanReasonSchema,
  labels: z.record(z.string(), label).describe('head → label that holds instead of the head’s, such as urgency: high'),
  acknowledgement: z.string().describe('what the requester should do now, in their language or in English'),
});
export type Alert = z.infer<typeof alertSchema>;

/**
 * What the classifier says of a ticket. `abstained`: the model is not sure enough to route it. `outOfScope`: the ticket
 * is about nothing that training saw, whatever the heads say.
 */
export const classificationSchema = z.strictObject({
  heads: z.record(z.string(), headOutputSchema),
  abstained: z.boolean(),
  outOfScope: z.boolean().default(false),
  alert: alertSchema.optional(),
  model: modelReferenceSchema,
});
export type Classification = z.infer<typeof classificationSchema>;

/** A piece of a knowledge document, found for a ticket. */
export const passageSchema = z.strictObject({
  documentId: uuid,
  passageId: z.string(),
  title: z.string(),
  url: z.string().optional(),
  section: z.string().optional(),
  language: languageSchema,
  queue: z.string().optional(),
  text: z.string(),
  similarity: z.number().describe('cosine between ticket and passage embedding'),
  score: z.number().describe('fused rank score, higher is better'),
});
export type Passage = z.infer<typeof passageSchema>;

export const citationSchema = z.strictObject({
  n: z.int().min(1).describe('the number in the text, as in [1]'),
  documentId: uuid,
  title: z.string(),
  url: z.string().optional(),
});
export type Citation = z.infer<typeof citationSchema>;

/** An answer's text cites its passages as [n]. */
export const answerSchema = z.strictObject({
  text: z.string().min(1),
  citations: z.array(citationSchema),
  provider: z.string(),
  model: z.string().optional().describe('the provider’s model, when it has one'),
  grounded: z.boolean().describe('every sentence is supported by a cited passage'),
  tokens: z.int().nonnegative().optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** Why a ticket that was answered or resolved, or that the machine still has, is a person's again. */
export const reopenReasons = ['reopened', 'requester_replied', 'not_helpful'] as const;
export type ReopenReason = (typeof reopenReasons)[number];

/** Most that people add to one ticket; a requester stops earlier, so that the others can still reply. */
export const ticketRoom = {
  /** Entries of people in its timeline. */
  actions: { requester: 500, all: 1_000 },
  /** Bytes of its replies and comments in UTF-8. */
  bytes: { requester: 500_000, all: 1_000_000 },
} as const;
