/** A label and who gave it. */
export interface AuthoredLabel {
  readonly ticketId: string;
  readonly authorId: string;
}

/**
 * The labels that count when no author may give more than a share of them. An author's first labels count, in the order
 * given. `shared` is the identity that stands for everybody where nobody logs in: it is no author, and its labels count.
 * Of fewer authors than can make up a whole at that share nothing counts: a hostile one among them could not be outvoted.
 */
export function capAuthors<Label extends AuthoredLabel>(
  labels: readonly Label[],
  share: number,
  shared: string,
): Label[] {
  const counts = new Map<string, number>();
  for (const { authorId } of labels) counts.set(authorId, (counts.get(authorId) ?? 0) + 1);
  const most = mostOfAuthor(counts, share, shared);
  const taken = new Map<string, number>();
  return labels.filter(({ authorId }) => {
    if (authorId === shared) return true;
    const before = taken.get(authorId) ?? 0;
    taken.set(authorId, before + 1);
    return before < most;
  });
}

/**
 * How many labels of one author count, by how many each has given.
 * @returns the largest number m with m ≤ share × (those of `shared` + Σ min(count, m))
 */
export function mostOfAuthor(given: ReadonlyMap<string, number>, share: number, shared: string): number {
  const counts = [...given].filter(([authorId]) => authorId !== shared).map(([, count]) => count);
  const free = given.get(shared) ?? 0;
  const total = (most: number) => counts.reduce((sum, count) => sum + Math.min(count, most), free);
  let most = Math.max(0, ...counts);
  // Exact shares such as 0.1 of 30 must not fall to rounding.
  while (most > 0 && most > share * total(most) + 1e-9)
    most = Math.min(most - 1, Math.floor(share * total(most) + 1e-9));
  return most;
}
