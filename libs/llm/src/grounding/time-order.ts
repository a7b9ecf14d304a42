import type { Alignment } from './alignment.js';
import type { Role } from './reading.js';

/** Whether the answer turns round what comes first. Only clauses that say an order ("before", "after", "then") count. */
export function findTimeReversal(alignments: readonly Alignment[]): string | undefined {
  for (const [i, one] of alignments.entries()) {
    const { role } = one.clause;
    if (role !== 'before' && role !== 'after' && role !== 'then') continue;
    const others = alignments.filter((_other, j) => (role === 'then' ? j === i - 1 : j !== i));
    for (const other of others) {
      const [earlier, later] = role === 'after' ? [one, other] : [other, one];
      // Of steps in a row, the end of the first and the start of the next are compared.
      if (rank(later, 'first') < rank(earlier, role === 'then' ? 'last' : 'first'))
        return 'the passage says it in another order';
    }
    if (isTurned(one)) return 'the passage says “before” where this says “after”, or the reverse';
  }
  return undefined;
}

const shifts: Partial<Record<Role, number>> = { before: 1_000, after: -1_000 };

/** By the words that the passage has of it, so that two steps of one clause keep their order too. */
function rank({ clause, source, matches, principal }: Alignment, end: 'first' | 'last'): number {
  const places = matches.flatMap((match, i) => (match && !clause.tokens[i]?.soft ? match.at : []));
  const place = (end === 'first' ? places[0] : places.at(-1)) ?? 0;
  return source.at * 10_000 + (shifts[source.reading.clauses[principal]?.role ?? 'main'] ?? 0) + place;
}

function isTurned({ clause, source, principal }: Alignment): boolean {
  const role = source.reading.clauses[principal]?.role;
  return (clause.role === 'before' && role === 'after') || (clause.role === 'after' && role === 'before');
}
