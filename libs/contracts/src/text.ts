import { z } from 'zod';

/** The longest ticket body, in UTF-16 code units. */
export const maxBodyLength = 20_000;
export const maxSubjectLength = 300;
/** The longest body and subject as they are sent, in UTF-16 code units: encoded, with quotations, before they are read. */
export const maxSentBodyLength = 1_000_000;
export const maxSentSubjectLength = 2_000;

/** A string that any store can keep: well-formed Unicode, no NUL, not blank. Patterns, so that OpenAPI promises no more. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\uD800-\uDFFF]*$/u, 'must be well-formed Unicode (no lone surrogates)')
    .regex(/^[^\0]*$/u, 'must not contain the NUL character')
    .regex(/\S/u, 'must not be blank');
}

/** Longer characters are cut, in UTF-16 code units: no script piles up so many marks, but strangers do. */
const longestCharacter = 64;
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A text's beginning, at most `maxLength` UTF-16 code units long, that ends between two characters as readers see them. */
export function cutText(value: string, maxLength: number): string {
  if (value.length <= maxLength) return value;
  const end = characters.segment(value).containing(maxLength)?.index ?? 0;
  if (end > 0 && end >= maxLength - longestCharacter) return value.slice(0, end);
  const inPair = value.codePointAt(maxLength - 1)! > 0xffff;
  return value.slice(0, inPair ? maxLength - 1 : maxLength);
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
/** In UTC. PostgreSQL knows no year 0. */
export const timestamp = z.iso.datetime().regex(/^(?!0000)/, 'must be after the year 0');

/** A SHA-256 digest in lower-case hex. */
export const sha256Digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits');
