import type { Alignment } from './alignment.js';
import type { Role, Token } from './reading.js';

/** Clauses that say why or what for; what they say is not what is to be done. */
const asides = new Set<Role>(['reason', 'purpose', 'concession', 'instead']);

/**
 * Whether the words of a clause stand together in the passage: words of clauses that are not neighbours, or in another
 * order, make a sentence that the passage does not say ("tell the service desk your password").
 */
export function findPatchwork(alignment: Alignment): string | undefined {
  const fragments = new Map<number, { claim: Token; source: Token }[]>();
  for (const [i, claim] of alignment.clause.tokens.entries()) {
    const source = alignment.matches[i];
    if (!source || claim.soft) continue;
    fragments.set(claim.fragment, [...(fragments.get(claim.fragment) ?? []), { claim, source }]);
  }
  for (const pairs of fragments.values()) {
    const flaw = gapOf(pairs) ?? mixOf(pairs, alignment) ?? strayOf(pairs, alignment.principal);
    if (flaw) return flaw;
  }
  return undefined;
}

type Pairs = readonly { readonly claim: Token; readonly source: Token }[];

function gapOf(pairs: Pairs): string | undefined {
  const places = [...new Set(pairs.map(({ source }) => source.clause))].sort((a, b) => a - b);
  const first = places[0] ?? 0;
  return places.every((place, i) => place === first + i) ? undefined : 'its words stand far apart in the passage';
}

function mixOf(pairs: Pairs, { source: { reading } }: Alignment): string | undefined {
  const isAside = ({ source }: Pairs[number]) => asides.has(reading.clauses[source.clause]?.role ?? 'main');
  const mixed = pairs.some((pair, i) => {
    const before = pairs[i - 1];
    return before && pair.source.clause < before.source.clause && isAside(pair) !== isAside(before);
  });
  return mixed ? 'its words stand in another order in the passage' : undefined;
}

/** A number belongs to the words beside it. */
function strayOf(pairs: Pairs, principal: number): string | undefined {
  const stray = pairs.find(({ claim, source }, i) => {
    const neighbour = pairs[i - 1] ?? pairs[i + 1];
    return isNumber(claim) && source.clause !== principal && neighbour && neighbour.source.clause !== source.clause;
  });
  return stray && `the passage says “${stray.claim.text}” of something else`;
}

function isNumber({ key }: Token): boolean {
  return /^\d+(?:\.\d+)?(?: \p{L}+)?$/u.test(key);
}
