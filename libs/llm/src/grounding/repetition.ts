import type { Reading } from './reading.js';
import type { Claim } from './claims.js';
import { canonical } from './canonical.js';

/** A step may be said twice, for two cases; more often it fills the page. */
const mostTimes = 2;

/** The first sentence that an answer says too often. */
export function findRepetition(claims: readonly Claim[]): string | undefined {
  const times = new Map<string, number>();
  for (const { text } of claims) {
    const key = canonical(text).replace(/[^\p{L}\p{N}]/gu, '');
    const count = (times.get(key) ?? 0) + 1;
    if (count > mostTimes) return text;
    times.set(key, count);
  }
  return undefined;
}

/** A sentence of a passage names a thing two or three times; more often it is no sentence. */
const mostMentions = 5;

/** The first word that a sentence says too often. */
export function findDrumming({ byKey }: Reading): string | undefined {
  return [...byKey.values()].find((tokens) => tokens.length > mostMentions && tokens[0]?.soft === false)?.[0]?.text;
}
