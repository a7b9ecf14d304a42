import type { Alignment } from './alignment.js';

/**
 * Whether the words of a clause stand together in the passage: words of clauses that are not neighbours, or in another
 * order, make a sentence that the passage does not say ("tell the service desk your password").
 */
export function findPatchwork({ clause, matches, principal }: Alignment): string | undefined {
  const places = new Set(matches.flatMap((token) => token?.clause ?? []));
  if (places.size <= 1) return undefined;
  const sorted = [...places].sort((a, b) => a - b);
  const first = sorted[0] ?? 0;
  const gap = sorted.findIndex((place, i) => place !== first + i);
  if (gap > 0) return 'its words stand far apart in the passage';
  for (const [i, token] of matches.entries()) {
    if (!token) continue;
    const neighbour = matches[i - 1] ?? matches[i + 1];
    if (clause.tokens[i]?.exact && token.clause !== principal && neighbour && neighbour.clause !== token.clause) {
      return `the passage says “${token.text}” of something else`;
    }
  }
  return undefined;
}
