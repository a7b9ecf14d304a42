import type { Alignment } from './alignment.js';

/** Whether a clause denies what the passage says, says what it denies, or takes a part for all. */
export function findReversal({ clause, source, matches, principal }: Alignment): string | undefined {
  const clauses = source.reading.clauses;
  const own = clauses[principal];
  if (own && own.negated !== clause.negated) return 'the passage says the opposite or leaves out a “not”';
  const denied = matches.find((token) => token && clauses[token.clause]?.negated !== clause.negated);
  if (denied) return `the passage says the opposite of “${denied.text}”`;
  if (own?.extent !== undefined && clause.extent !== undefined && own.extent !== clause.extent) {
    return 'the passage says it of a part, or of all';
  }
  if (clause.role === 'concession' && !clauses.some(({ role }) => role === 'concession')) {
    return 'the passage does not say it of that case';
  }
  return undefined;
}
