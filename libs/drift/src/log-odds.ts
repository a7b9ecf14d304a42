/** How often a term occurs in two windows. */
export interface TermCount {
  readonly term: string;
  readonly reference: number;
  readonly current: number;
}

export interface TermShift extends TermCount {
  /** Standard score of the difference of log-odds; above 0 when the term is commoner in the current window. */
  readonly z: number;
}

/**
 * Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, Fightin' Words, eq. 16 and 20–22):
 * which terms tell two windows apart, without rare ones coming first for their rarity alone. The prior is the terms'
 * counts in both windows, scaled to `priorCount` in all. Terms that occur most in favour of the current window first.
 */
export function logOddsShift(counts: readonly TermCount[], priorCount: number): TermShift[] {
  const reference = counts.reduce((sum, count) => sum + count.reference, 0);
  const current = counts.reduce((sum, count) => sum + count.current, 0);
  const shifts = counts.map((count): TermShift => {
    const prior = (priorCount * (count.reference + count.current)) / (reference + current);
    const before = count.reference + prior;
    const after = count.current + prior;
    const logOdds = (amount: number, total: number) => Math.log(amount / (total + priorCount - amount));
    const delta = logOdds(after, current) - logOdds(before, reference);
    return { ...count, z: delta / Math.sqrt(1 / before + 1 / after) };
  });
  return shifts.sort((left, right) => right.z - left.z || (left.term < right.term ? -1 : 1));
}
