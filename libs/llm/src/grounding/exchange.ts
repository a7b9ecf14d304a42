import type { Alignment } from './alignment.js';
import type { Token } from './reading.js';

interface Pair {
  readonly claim: Token;
  readonly source: Token;
}

/**
 * Two words that changed places: each is tied to the sentence as the other is in the passage ("from A to B", "from B to
 * A"). Moved phrases keep what ties them and do not count.
 */
export function findExchange(alignments: readonly Alignment[]): string | undefined {
  const pairs = alignments.flatMap(({ clause, matches }) =>
    clause.tokens.flatMap((claim, i): Pair[] => {
      const source = matches[i];
      return source && !claim.soft ? [{ claim, source }] : [];
    }),
  );
  for (const [i, one] of pairs.entries()) {
    const other = pairs.slice(i + 1).find((two) => areExchanged(one, two));
    const number = one.claim.exact ? pairs.slice(i + 1).find((two) => areCrossed(one, two, pairs)) : undefined;
    if (number) return `“${one.claim.text}” and “${number.claim.text}” have changed places`;
    if (other) return `“${one.claim.text}” and “${other.claim.text}” have changed places`;
  }
  return undefined;
}

function areExchanged(one: Pair, two: Pair): boolean {
  if (one.source.at < two.source.at === one.claim.at < two.claim.at) return false;
  const [a, b] = [one.source.governor, two.source.governor];
  return a !== b && one.claim.governor === b && two.claim.governor === a;
}

/** Two numbers or names that have both crossed a word between them: "wait 30 seconds, switch it on and wait two minutes". */
function areCrossed(one: Pair, two: Pair, pairs: readonly Pair[]): boolean {
  if (!two.claim.exact || one.claim.key === two.claim.key || one.source.at <= two.source.at) return false;
  return pairs.some(
    ({ claim, source }) =>
      one.claim.at < claim.at && claim.at < two.claim.at && two.source.at < source.at && source.at < one.source.at,
  );
}
