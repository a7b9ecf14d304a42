import { z } from 'zod';
import { draftSchema } from '../draft.js';
import { authorSchema, consentSchema } from '../identity.js';
import { label, maxBodyLength, maxSentBodyLength, maxSentSubjectLength, text, timestamp, uuid } from '../text.js';
import { alertSchema, answerSchema, languageSchema, passageSchema, ticketStatusSchema } from '../ticket.js';
import { pageOf, pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';
import { mailFields, originalSchema } from './sent-text.js';
import { submitTicketBody } from './submission.js';

const tag = 'tickets';
const byId = z.strictObject({ id: uuid });

/**
 * A head's output in the read model; `corrected` is what an agent says instead. What the model has not seen, such as an
 * imported ticket, has the label that people gave it and no numbers; so has what a rule of the model decided, and
 * `predicted` is then what the model said.
 */
export const triageSchema = z.object({
  label,
  confidence: z.number().optional(),
  probabilities: z.record(z.string(), z.number()).optional(),
  predicted: label.optional(),
  corrected: label.optional(),
});

export const replySchema = z.object({
  id: uuid,
  text: z.string(),
  original: originalSchema,
  automatic: z.string().optional().describe('the sign that a machine sent it'),
  author: authorSchema,
  createdAt: timestamp,
});
export const timelineEntrySchema = z.object({ event: z.string(), at: timestamp, author: authorSchema.optional() });

export const ticketSummarySchema = z.object({
  id: uuid,
  status: ticketStatusSchema,
  subject: z.string().optional(),
  language: languageSchema,
  queue: triageSchema.optional(),
  urgency: triageSchema.optional(),
  reason: z.string().optional(),
  assignee: z.string().optional(),
  requester: authorSchema,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type TicketSummary = z.infer<typeof ticketSummarySchema>;

export const ticketViewSchema = ticketSummarySchema.extend({
  body: z.string(),
  original: originalSchema,
  channel: z.string(),
  externalId: z.string().optional(),
  consent: consentSchema,
  model: z.object({ name: z.string(), version: z.string() }).optional(),
  abstained: z.boolean().optional(),
  outOfScope: z.boolean().optional(),
  alert: alertSchema.optional(),
  passages: z.array(passageSchema),
  answer: answerSchema.optional(),
  suggestion: answerSchema.optional(),
  detail: z.string().optional(),
  replies: z.array(replySchema),
  feedback: z.array(
    z.object({
      labels: z.record(z.string(), label),
      helpful: z.boolean().optional(),
      comment: z.string().optional(),
      author: authorSchema,
      createdAt: timestamp,
    }),
  ),
  timeline: z.array(timelineEntrySchema),
});
export type TicketView = z.infer<typeof ticketViewSchema>;

export const submitTicket = defineRoute({
  id: 'submitTicket',
  method: 'POST',
  path: '/v1/tickets',
  tag,
  summary:
    'Submit a ticket. `Prefer: wait=N` (at most 30 s) waits for the machine’s outcome. Automatic mail is kept as resolved, reason `automatic_mail`, and not answered.',
  headers: z.object({
    'idempotency-key': text(200).optional(),
    prefer: z
      .string()
      .regex(/^wait=\d{1,9}$/, 'must be wait=N with N in seconds')
      .optional(),
  }),
  body: submitTicketBody,
  responses: {
    200: { description: 'The ticket, ready in time', schema: ticketViewSchema },
    202: { description: 'Accepted; follow Location', schema: z.object({ id: uuid, status: ticketStatusSchema }) },
    ...problems(400, 409, 413, 415, 429),
  },
});

export const getTicket = defineRoute({
  id: 'getTicket',
  method: 'GET',
  path: '/v1/tickets/:id',
  tag,
  summary: 'One ticket with its classification, passages, answer, replies and timeline',
  params: byId,
  responses: { 200: { description: 'The ticket', schema: ticketViewSchema }, ...problems(400, 404, 507) },
});

export const listTickets = defineRoute({
  id: 'listTickets',
  method: 'GET',
  path: '/v1/tickets',
  tag,
  summary: 'Tickets, newest first; `status=needs_human` is what waits for an agent',
  query: z.strictObject({
    status: ticketStatusSchema.optional(),
    queue: label.optional(),
    urgency: label.optional(),
    assignee: text(200).optional(),
    ...pageQuery,
  }),
  responses: { 200: { description: 'A page', schema: pageOf(ticketSummarySchema) }, ...problems(400, 507) },
});

export const ticketEvents = defineRoute({
  id: 'ticketEvents',
  method: 'GET',
  path: '/v1/tickets/:id/events',
  tag,
  summary:
    'Server-sent events: the ticket at once and after changes, the newest state when several came at once; while an LLM writes, its draft, which no check has seen yet. Ends when the caller may not read it any more, or does not read for a minute.',
  params: byId,
  responses: {
    200: {
      description: 'A stream of `ticket` events, and of `draft` events while an LLM writes',
      contentType: 'text/event-stream',
      events: { ticket: ticketViewSchema, draft: draftSchema.omit({ ticketId: true }) },
    },
    ...problems(400, 404, 429, 507),
  },
});

/** For whom a member of staff speaks. */
const speaker = z
  .enum(['requester', 'agent'])
  .optional()
  .describe('whose words they are; when absent, the requester’s if the caller is the one who submitted the ticket');

const full = 'A ticket holds at most 1,000 entries of people and 1 MB of their text, half of it from its requester.';

export const giveFeedback = defineRoute({
  id: 'giveFeedback',
  method: 'POST',
  path: '/v1/tickets/:id/feedback',
  tag,
  summary: `Say the right queue or urgency, or whether the answer helped. A requester’s \`helpful: false\` reopens it. ${full}`,
  params: byId,
  body: z
    .strictObject({
      queue: label.optional(),
      urgency: label.optional(),
      helpful: z.boolean().optional(),
      comment: text(2_000).optional(),
      as: speaker,
    })
    .refine(({ as: _, ...body }) => Object.values(body).some((value) => value !== undefined), {
      error: 'must say something',
    })
    .meta({ anyOf: ['queue', 'urgency', 'helpful', 'comment'].map((name) => ({ required: [name] })) }),
  responses: {
    200: { description: 'The ticket', schema: ticketViewSchema },
    ...problems(400, 403, 404, 409, 413, 415, 503),
  },
});

export const replyToTicket = defineRoute({
  id: 'replyToTicket',
  method: 'POST',
  path: '/v1/tickets/:id/replies',
  tag,
  summary: `Reply to a ticket. A requester’s reply reopens it for a person; automatic mail does not. ${full}`,
  params: byId,
  body: z.strictObject({
    text: text(maxSentBodyLength).describe('quotations are left out, and cut what is longer than 20,000 characters'),
    subject: text(maxSentSubjectLength).optional().describe('of the mail: read for what kind of mail it is, not kept'),
    ...mailFields,
    as: speaker,
  }),
  responses: {
    201: { description: 'The ticket', schema: ticketViewSchema },
    ...problems(400, 403, 404, 409, 413, 415),
  },
});

export const assignTicket = defineRoute({
  id: 'assignTicket',
  method: 'POST',
  path: '/v1/tickets/:id/assignee',
  tag,
  summary: 'Assign a ticket; `assignee: null` gives it back',
  params: byId,
  body: z.strictObject({ assignee: text(200).nullable() }),
  responses: { 200: { description: 'The ticket', schema: ticketViewSchema }, ...problems(400, 404, 409, 413, 415) },
});

export const resolveTicket = defineRoute({
  id: 'resolveTicket',
  method: 'POST',
  path: '/v1/tickets/:id/resolve',
  tag,
  summary:
    'Resolve a ticket. `addToKnowledge` makes the resolution searchable when the requester’s consent allows (`training`); an API key needs `knowledge:write` for it.',
  params: byId,
  body: z
    .strictObject({ resolution: text(maxBodyLength).optional(), addToKnowledge: z.boolean().default(false) })
    .refine((body) => !body.addToKnowledge || body.resolution !== undefined, {
      path: ['resolution'],
      error: 'is needed to add it to the knowledge base',
    })
    .meta({
      if: { properties: { addToKnowledge: { const: true } }, required: ['addToKnowledge'] },
      then: { required: ['resolution'] },
    }),
  responses: { 200: { description: 'The ticket', schema: ticketViewSchema }, ...problems(400, 404, 409, 413, 415) },
});

export const reopenTicket = defineRoute({
  id: 'reopenTicket',
  method: 'POST',
  path: '/v1/tickets/:id/reopen',
  tag,
  summary: 'Reopen an answered or resolved ticket; a person takes it from there',
  params: byId,
  body: z.strictObject({ comment: text(2_000).optional() }),
  responses: { 200: { description: 'The ticket', schema: ticketViewSchema }, ...problems(400, 404, 409, 413, 415) },
});
