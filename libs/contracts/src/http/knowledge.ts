import { z } from 'zod';
import { label, text, timestamp, uuid } from '../text.js';
import { languageSchema, passageSchema } from '../ticket.js';
import { pageOf, pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'knowledge';
const byId = z.strictObject({ id: uuid });

/** The longest document, in UTF-16 code units. */
export const maxDocumentLength = 200_000;

export const documentBody = z.strictObject({
  title: text(300),
  body: text(maxDocumentLength).describe('Markdown or plain text; HTML is refused'),
  language: languageSchema.optional().describe('detected from the text when absent'),
  queue: label.optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .max(2_000)
    .regex(/^https?:\/\/[^/?#]/i, 'must be an http or https URL')
    .regex(/^[^\s\p{Cc}\p{Cs}]+$/u, 'must not contain spaces or control characters')
    .meta({ format: 'uri' })
    .optional(),
  tags: z.array(label).max(20).optional().describe('words to find it by that do not stand in it'),
});
export type DocumentBody = z.infer<typeof documentBody>;

/** A new document; `externalId` stays with it when it is replaced. */
export const newDocumentBody = documentBody.extend({
  externalId: text(1_000).optional().describe('your own name of it, such as a path; no two documents have the same'),
});
export type NewDocumentBody = z.infer<typeof newDocumentBody>;

export const documentSchema = z.object({
  id: uuid,
  externalId: z.string().optional(),
  title: z.string(),
  body: z.string(),
  language: languageSchema,
  queue: z.string().optional(),
  url: z.string().optional(),
  tags: z.array(z.string()),
  source: z.enum(['demo', 'api', 'resolution']),
  passages: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});

/** One document, and what its author should know of it. */
export const documentReplySchema = documentSchema.extend({
  warnings: z.array(z.string()).optional().describe('such as a queue that the model does not know; none when absent'),
});

/** What to say of a document whose queue is not among those that tickets are sorted into; undefined when it is. */
export function queueWarning(queue: string | undefined, known: readonly string[]): string | undefined {
  if (queue === undefined || known.length === 0 || known.includes(queue)) return undefined;
  return `No ticket is ever sorted into the queue “${queue}”, so tickets will not prefer this document; the queues are ${known.join(', ')}.`;
}

export const listDocuments = defineRoute({
  id: 'listDocuments',
  method: 'GET',
  path: '/v1/knowledge/documents',
  tag,
  summary: 'Documents of the knowledge base, newest first',
  query: z.strictObject({
    queue: label.optional(),
    language: languageSchema.optional(),
    externalId: newDocumentBody.shape.externalId,
    ...pageQuery,
  }),
  responses: { 200: { description: 'A page', schema: pageOf(documentSchema.omit({ body: true })) }, ...problems(400) },
});

export const createDocument = defineRoute({
  id: 'createDocument',
  method: 'POST',
  path: '/v1/knowledge/documents',
  tag,
  summary: 'Add a document; it is searchable when this returns',
  body: newDocumentBody,
  responses: { 201: { description: 'The document', schema: documentReplySchema }, ...problems(400, 409, 413, 415) },
});

export const getDocument = defineRoute({
  id: 'getDocument',
  method: 'GET',
  path: '/v1/knowledge/documents/:id',
  tag,
  summary: 'One document',
  params: byId,
  responses: { 200: { description: 'The document', schema: documentReplySchema }, ...problems(400, 404) },
});

export const replaceDocument = defineRoute({
  id: 'replaceDocument',
  method: 'PUT',
  path: '/v1/knowledge/documents/:id',
  tag,
  summary: 'Replace a document; only changed passages are embedded again',
  params: byId,
  body: documentBody,
  responses: { 200: { description: 'The document', schema: documentReplySchema }, ...problems(400, 404, 413, 415) },
});

export const deleteDocument = defineRoute({
  id: 'deleteDocument',
  method: 'DELETE',
  path: '/v1/knowledge/documents/:id',
  tag,
  summary: 'Delete a document and its passages',
  params: byId,
  responses: { 204: { description: 'Deleted' }, ...problems(400, 404) },
});

export const searchKnowledge = defineRoute({
  id: 'searchKnowledge',
  method: 'POST',
  path: '/v1/knowledge/search',
  tag,
  summary: 'Passages for a query, best first',
  body: z.strictObject({
    query: text(2_000),
    queue: label.optional(),
    language: languageSchema.optional(),
    limit: z.int().min(1).max(50).default(5),
  }),
  responses: {
    200: { description: 'Passages', schema: z.object({ passages: z.array(passageSchema) }) },
    ...problems(400, 413, 415),
  },
});

const htmlPage = /^\s*(?:<!doctype\s+html|<html[\s>])/i;
const htmlElement = /<\/(?:html|body|head|div|p|span|table|tr|td|ul|ol|li|section|article|script|style|a|h[1-6])\s*>/i;

/** Whether a document's body is HTML, which would be searched and quoted with its tags. Code in Markdown may be. */
export function isHtml(body: string): boolean {
  const prose = body.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return htmlPage.test(body) || htmlElement.test(prose);
}
