import { z } from 'zod';
import { consentSchema } from '../identity.js';
import { maxSentBodyLength, maxSentSubjectLength, text } from '../text.js';
import { languageSchema } from '../ticket.js';
import { mailFields } from './sent-text.js';

const sentBody = z
  .string()
  .max(maxSentBodyLength)
  .regex(/^[^\uD800-\uDFFF]*$/u, 'must be well-formed Unicode (no lone surrogates)')
  .regex(/^[^\0]*$/u, 'must not contain the NUL character');

const submission = z.strictObject({
  subject: text(maxSentSubjectLength)
    .optional()
    .describe('encoded words of RFC 2047 are decoded; without a body, the text'),
  body: sentBody
    .optional()
    .describe('quotations and signatures are left out; what is longer than 20,000 characters is cut'),
  ...mailFields,
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
