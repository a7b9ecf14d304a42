import type { Alignment } from './alignment.js';
import type { Role } from './reading.js';

/** Whether the answer turns round what comes first. Only clauses that say an order ("before", "after", "then") count. */
export function findTimeReversal(alignments: readonly Alignment[]): string | undefined {
  for (const [i, one] of alignments.entries()) {
    const { role } = one.clause;
    if (role !== 'before' && role !== 'after' && role !== 'then') continue;
    const others = alignments.filter((_other, j) => (role === 'then' ? j === i - 1 : j !== i));
    for (const other of others) {
      const later = role === 'after' ? other : one;
      const earlier = role === 'after' ? one : other;
      if (rank(later) < rank(earlier)) return 'the passage says it in another order';
    }
    if (isTurned(one)) return 'the passage says “before” where this says “after”, or the reverse';
  }
  return undefined;
}

const shifts: Partial<Record<Role, number>> = { before: 1_000, after: -1_000 };

function rank({ source, principal }: Alignment): number {
  return source.at * 10_000 + (shifts[source.reading.clauses[principal]?.role ?? 'main'] ?? 0) + principal;
}

function isTurned({ clause, source, principal }: Alignment): boolean {
  const role = source.reading.clauses[principal]?.role;
  return (clause.role === 'before' && role === 'after') || (clause.role === 'after' && role === 'before');
}
