import { z } from 'zod';
import { label, maxBodyLength, maxSentBodyLength, maxSentSubjectLength, text, timestamp, uuid } from '../text.js';
import { languageSchema } from '../ticket.js';
import { problems } from './common.js';
import { newLabel } from './labels.js';
import { defineRoute } from './route.js';

export const maxImportBatch = 500;

/** A code of two letters that stands for no language is a slip, such as a country's. */
const namedLanguage = languageSchema.refine((code) => languageNames.of(code) !== undefined, {
  error: 'is not the code of a language; en and fr are',
});
const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A ticket that another system has solved: its text and the labels that people gave it. */
export const importedTicketSchema = z.strictObject({
  externalId: text(200).describe('the ticket’s name in the system it comes from; importing it again changes nothing'),
  subject: text(maxSentSubjectLength).optional(),
  body: text(maxSentBodyLength).describe(
    `read as that of a submitted ticket: what is longer than ${maxBodyLength} characters is cut`,
  ),
  language: namedLanguage.optional().describe('detected from the text when absent'),
  labels: z.strictObject({ queue: newLabel, urgency: newLabel.optional() }),
  group: text(200)
    .optional()
    .describe('tickets of one group are never split between training and test; equal texts are one when absent'),
  answer: text(maxSentBodyLength).optional().describe('cut as the body is'),
  createdAt: timestamp.optional(),
});
export type ImportedTicket = z.infer<typeof importedTicketSchema>;

/** Each ticket is parsed by itself, so that a bad one costs only itself; the documentation shows what it should be. */
const { $schema: _, ...ticketShape } = z.toJSONSchema(importedTicketSchema, { io: 'input' });
const anyTicket = z.unknown().meta({ ...ticketShape });

/** What became of one ticket of an import. */
export const importResultSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('created'), externalId: z.string(), id: uuid.optional().describe('none in a dry run') }),
  z.object({ status: z.enum(['updated', 'unchanged']), externalId: z.string(), id: uuid }),
  z.object({
    status: z.literal('rejected'),
    externalId: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
]);
export type ImportResult = z.infer<typeof importResultSchema>;

/** What became of each ticket of a batch, in order. */
export const importReplySchema = z.object({
  model: z.string().describe('the model that learns the labels'),
  results: z.array(importResultSchema),
  newLabels: z.record(z.string(), z.array(label)).describe('head → labels that the model did not have'),
  respelled: z
    .array(z.object({ head: z.string(), label, as: label }))
    .describe('labels that differ from a known one by case or spaces alone, each once: they count as that one'),
  changedAt: timestamp
    .optional()
    .describe('when the labels of these tickets last changed: a training that began later has learned them'),
});

export type ImportReply = z.infer<typeof importReplySchema>;

export const importTickets = defineRoute({
  id: 'importTickets',
  method: 'POST',
  path: '/v1/imports/tickets',
  tag: 'imports',
  summary: `Store solved tickets and their labels as history, at most ${maxImportBatch} at once; the machine does not touch them. An API key needs \`models:write\` when they bring labels that the model does not have.`,
  body: z.strictObject({
    tickets: z.array(anyTicket).min(1).max(maxImportBatch),
    dryRun: z.boolean().default(false).describe('say what would happen, and store nothing'),
  }),
  responses: {
    200: {
      description: 'What became of each ticket, in order; `updated`: its labels, because its text was there',
      schema: importReplySchema,
    },
    ...problems(400, 403, 413, 415, 503),
  },
});
