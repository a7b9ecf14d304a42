import { createHash } from 'node:crypto';

/**
 * The group of a text that nobody has grouped: a digest of its letters and digits, so that texts which differ in case,
 * spaces or punctuation alone never stand on both sides of a split.
 */
export function textGroup(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return `text:${digest(words === '' ? text : words)}`;
}

/** Tells whether two imports of one ticket have the same text. */
export function textDigest({ subject, body }: { subject?: string | undefined; body: string }): string {
  return digest(JSON.stringify([subject ?? null, body]));
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
