import { z } from 'zod';

/** A header field's value; an empty `Return-Path` says something. */
const headerValue = z.string().max(2_000);

/** What a mail gateway knows of a mail besides its text. */
export const mailFields = {
  contentType: z.enum(['text/plain', 'text/html']).optional().describe('of the text; text/plain when absent'),
  headers: z
    .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), headerValue)
    .refine((headers) => Object.keys(headers).length <= 200, { error: 'must be at most 200 headers' })
    .meta({ maxProperties: 200 })
    .optional()
    .describe('of the mail, by name: they say whether a machine sent it'),
};

/** What was left out of a text when it was read; `length` in UTF-16 code units, `text` as much of it as is kept. */
const omissionSchema = z.object({
  kind: z.enum(['quoted', 'signature', 'html', 'cut']),
  length: z.int().nonnegative(),
  text: z.string().optional(),
});

export const originalSchema = z
  .object({ omitted: z.array(omissionSchema) })
  .optional()
  .describe('what the text leaves out of what was sent');
