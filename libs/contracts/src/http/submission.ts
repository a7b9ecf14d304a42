import { z } from 'zod';
import { consentSchema } from '../identity.js';
import { maxSentBodyLength, maxSentSubjectLength, text } from '../text.js';
import { languageSchema } from '../ticket.js';

const sentBody = z
  .string()
  .max(maxSentBodyLength)
  .regex(/^[^\uD800-\uDFFF]*$/u, 'must be well-formed Unicode (no lone surrogates)')
  .regex(/^[^\0]*$/u, 'must not contain the NUL character');

/** A header field's value; an empty `Return-Path` says something. */
const headerValue = z.string().max(2_000);

const submission = z.strictObject({
  subject: text(maxSentSubjectLength)
    .optional()
    .describe('encoded words of RFC 2047 are decoded; without a body, the text'),
  body: sentBody
    .optional()
    .describe('quotations and signatures are left out; what is longer than 20,000 characters is cut'),
  contentType: z.enum(['text/plain', 'text/html']).optional().describe('of the body; text/plain when absent'),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), headerValue)
    .refine((headers) => Object.keys(headers).length <= 200, { error: 'must be at most 200 headers' })
    .meta({ maxProperties: 200 })
    .optional()
    .describe('of the mail, by name: they say whether a machine sent it'),
  language: languageSchema.optional().describe('detected from the text when absent'),
  channel: text(40).default('api'),
  externalId: text(200).optional(),
  consent: consentSchema.partial().optional(),
});

export const submitTicketBody = submission
  .refine(({ subject, body }) => subject !== undefined || /\S/u.test(body ?? ''), {
    path: ['body'],
    error: 'must not be blank without a subject',
  })
  .meta({ anyOf: [{ required: ['subject'] }, { required: ['body'], properties: { body: { pattern: '\\S' } } }] });
