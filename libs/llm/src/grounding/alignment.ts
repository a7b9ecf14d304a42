import type { Clause, Token } from './reading.js';
import type { Source } from './statement.js';

/** A clause of an answer laid over a sentence of a passage. */
export interface Alignment {
  readonly clause: Clause;
  readonly source: Source;
  /** For every token of the clause the one that says the same; undefined for a soft one that the sentence lacks. */
  readonly matches: readonly (Token | undefined)[];
  /** The place of the clause of the source that most of them are in. */
  readonly principal: number;
}

/** Lays a clause over a sentence, or says which word is not there. */
export function align(clause: Clause, source: Source): Alignment | { readonly missing: Token } {
  const { byKey } = source.reading;
  const missing = clause.tokens.find(({ key, soft }) => !soft && !byKey.has(key));
  if (missing) return { missing };
  const principal = principalOf(clause, source);
  if (principal < 0 && clause.negated) return { missing: clause.tokens[0] as Token };
  const matches = clause.tokens.map(({ key }) => nearest(byKey.get(key) ?? [], principal));
  return { clause, source, matches, principal };
}

function principalOf(clause: Clause, { reading }: Source): number {
  const counts = new Map<number, number>();
  for (const key of new Set(clause.tokens.map((token) => token.key))) {
    for (const place of new Set((reading.byKey.get(key) ?? []).map((token) => token.clause))) {
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  let best = -1;
  let most = 0;
  for (const [place, count] of counts) {
    const agrees = reading.clauses[place]?.negated === clause.negated ? 0.5 : 0;
    if (count + agrees > most) [best, most] = [place, count + agrees];
  }
  return best;
}

function nearest(tokens: readonly Token[], principal: number): Token | undefined {
  let best: Token | undefined;
  for (const token of tokens) {
    if (!best || Math.abs(token.clause - principal) < Math.abs(best.clause - principal)) best = token;
  }
  return best;
}
