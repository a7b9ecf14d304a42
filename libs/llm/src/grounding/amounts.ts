import type { Alignment } from './alignment.js';

/** A number that is the least in the passage and the most in the answer, or the reverse. */
export function findOtherBound({ clause, matches }: Alignment): string | undefined {
  for (const [i, token] of clause.tokens.entries()) {
    const source = matches[i];
    if (!source || token.bound === undefined || token.bound === source.bound) continue;
    if (source.bound !== undefined || token.bound === 'most')
      return `the passage does not say “${token.text}” as a limit`;
  }
  return undefined;
}
