import type { Clause, Reading, Token } from './reading.js';
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

/**
 * Lays a clause over a sentence, or says which word is not there.
 * @param before how the clause before it lies
 */
export function align(clause: Clause, source: Source, before?: Alignment): Alignment | { readonly missing: Token } {
  const { byKey } = source.reading;
  const missing = clause.tokens.find((token) => !token.soft && placesOf(token, byKey).length === 0);
  if (missing) return { missing };
  const principal = principalOf(clause, source, before?.principal ?? 0);
  if (principal < 0 && clause.negated) return { missing: clause.tokens[0] as Token };
  const follows = before?.principal === principal ? before.matches.findLast((match) => match !== undefined) : undefined;
  let last = (follows ?? source.reading.clauses[principal]?.tokens[0])?.at ?? 0;
  const matches = clause.tokens.map((token) => {
    const match = nearest(placesOf(token, byKey), last);
    last = match?.at ?? last;
    return match;
  });
  return { clause, source, matches, principal };
}

/** Where a sentence says what a word says; of a phrase that it does not say, where it says all its words. */
function placesOf({ key, also, parts }: Token, byKey: Reading['byKey']): readonly Token[] {
  const whole = [key, ...also].flatMap((name) => byKey.get(name) ?? []);
  if (whole.length > 0) return whole;
  const found = parts.map((part) => byKey.get(part) ?? []);
  return found.every((places) => places.length > 0) ? (found[0] ?? []) : [];
}

function principalOf(clause: Clause, { reading }: Source, from: number): number {
  const counts = new Map<number, number>();
  for (const token of clause.tokens) {
    for (const place of new Set(placesOf(token, reading.byKey).map((source) => source.clause))) {
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  let best = -1;
  let most = 0;
  for (const [place, count] of counts) {
    // Between clauses that share as many words, the one that is most like it.
    const { negated, role } = reading.clauses[place] as Clause;
    const likeness =
      (negated === clause.negated ? 0.5 : 0) + (role === clause.role ? 0.2 : 0) + (place >= from ? 0.1 : 0);
    if (count + likeness > most) [best, most] = [place, count + likeness];
  }
  return best;
}

/** Of the places where a word stands, the one nearest to the word before it; what follows that is nearer. */
function nearest(tokens: readonly Token[], last: number): Token | undefined {
  const distance = ({ at }: Token) => (at >= last ? at - last : 2 * (last - at));
  return tokens.reduce<Token | undefined>(
    (best, token) => (!best || distance(token) < distance(best) ? token : best),
    undefined,
  );
}
