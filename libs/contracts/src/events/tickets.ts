import { z } from 'zod';
import { authorSchema, consentSchema } from '../identity.js';
import { label, text, uuid } from '../text.js';
import { answerSchema, classificationSchema, needsHumanReasonSchema, passageSchema, ticketSchema } from '../ticket.js';
import { defineEvent } from './event.js';

/** Which of several things that people said of a ticket is the latest. Clocks go back, this does not. */
const order = z.int().positive().optional().describe('rises with all that the gateway takes; absent in old events');

const byTicket = (payload: { ticket: { id: string } }) => payload.ticket.id;

/** gateway → classifier */
export const ticketSubmitted = defineEvent({
  topic: 'tickets.submitted.v1',
  schema: z.strictObject({ ticket: ticketSchema }),
  key: byTicket,
});

/** classifier → rag, gateway, drift-monitor. The embedding is computed once per ticket. */
export const ticketClassified = defineEvent({
  topic: 'tickets.classified.v1',
  schema: z.strictObject({
    ticket: ticketSchema,
    classification: classificationSchema,
    embedding: z.base64().describe('float32 numbers, little-endian, unit length'),
  }),
  key: byTicket,
});

/** rag → llm-response, gateway. Passages come best first. */
export const ticketContextRetrieved = defineEvent({
  topic: 'tickets.context-retrieved.v1',
  schema: z.strictObject({
    ticket: ticketSchema,
    classification: classificationSchema,
    embedding: z.base64(),
    passages: z.array(passageSchema),
    problems: z
      .array(z.strictObject({ text: z.string(), embedding: z.base64(), passages: z.array(passageSchema) }))
      .optional()
      .describe('the problems that the ticket seems to hold, when they are several; `passages` has theirs too'),
  }),
  key: byTicket,
});

/** What the machine made of a ticket; final for the machine. */
export const outcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('answered'), answer: answerSchema }),
  z.strictObject({
    status: z.literal('needs_human'),
    reason: needsHumanReasonSchema,
    detail: z.string().optional().describe('one sentence for the agent'),
    suggestion: answerSchema.optional().describe('what the machine would have answered; a person decides'),
  }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** llm-response → gateway, drift-monitor */
export const ticketAnswered = defineEvent({
  topic: 'tickets.answered.v1',
  schema: z.strictObject({ ticket: ticketSchema, classification: classificationSchema, outcome: outcomeSchema }),
  key: byTicket,
});

/** messaging, in the dead-letter transaction → gateway */
export const ticketFailed = defineEvent({
  topic: 'tickets.failed.v1',
  schema: z.strictObject({
    ticketId: uuid,
    deadLetterId: uuid,
    consumer: z.string().describe('the consumer group whose handler gave up'),
    stage: z.string().describe('the topic that could not be handled'),
    reason: z.string(),
  }),
  key: (payload) => payload.ticketId,
});

/** gateway → rag, drift-monitor */
export const ticketResolved = defineEvent({
  topic: 'tickets.resolved.v1',
  schema: z.strictObject({
    ticket: ticketSchema,
    resolution: text(20_000).optional().describe('the agent’s reply that solved it'),
    addToKnowledge: z.boolean().describe('the agent wants the resolution to be searchable'),
    queue: label.optional(),
    author: authorSchema,
  }),
  key: byTicket,
});

/** gateway → drift-monitor */
export const ticketFeedbackGiven = defineEvent({
  topic: 'tickets.feedback-given.v1',
  schema: z.strictObject({
    ticketId: uuid,
    labels: z.record(z.string(), label).describe('head → right label'),
    helpful: z.boolean().optional(),
    comment: text(2_000).optional(),
    author: authorSchema,
  }),
  key: (payload) => payload.ticketId,
});

/** gateway → drift-monitor: people say what a ticket's labels are, which makes it an example to learn from. */
export const ticketLabelled = defineEvent({
  topic: 'tickets.labelled.v1',
  schema: z.strictObject({
    ticket: ticketSchema,
    group: z.string().min(1).describe('tickets of one group never stand on both sides of a split'),
    labels: z.record(z.string(), label).describe('head → right label'),
    source: z.enum(['original', 'agent']).describe('original: came with an import; agent: feedback of a person'),
    author: authorSchema,
    order,
  }),
  key: byTicket,
});

/** gateway → llm-response, rag, drift-monitor: what may be done with a ticket from now on. Events on their way carry what held before. */
export const ticketConsentChanged = defineEvent({
  topic: 'tickets.consent-changed.v1',
  schema: z.strictObject({ ticketId: uuid, consent: consentSchema, author: authorSchema, order }),
  key: (payload) => payload.ticketId,
});
