import { z } from 'zod';

/** The longest ticket body, in UTF-16 code units. */
export const maxBodyLength = 20_000;
export const maxSubjectLength = 300;

/** A string that any store can keep: well-formed Unicode, no NUL, not blank. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((value) => value.isWellFormed(), { error: 'must be well-formed Unicode (no lone surrogates)' })
    .refine((value) => !value.includes('\u0000'), { error: 'must not contain the NUL character' })
    .refine((value) => value.trim().length > 0, { error: 'must not be blank' });
}

/** A name that is safe in a URL, a file name and a metric label. */
export const slug = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens');

/** A label of a head, as people write it: short, one line. In NFC, so that equal letters are equal labels. */
export const label = text(64)
  .regex(/^[^\n\r\t]+$/, 'must be one line')
  .normalize('NFC');

export const uuid = z.uuid();
export const timestamp = z.iso.datetime();

/** A SHA-256 digest in lower-case hex. */
export const sha256Digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits');
