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
