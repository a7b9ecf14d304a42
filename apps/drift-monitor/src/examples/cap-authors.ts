/** A label and who gave it. */
export interface AuthoredLabel {
  readonly ticketId: string;
  readonly authorId: string;
}

/** The largest share of the labels that one author may give, or `team`: no author gives more than the others do. */
export type AuthorShare = number | 'team';

/**
 * The labels that count when no author may say too much. An author's first labels count, in the order given; those of
 * `shared`, which is no author, all count.
 */
export function capAuthors<Label extends AuthoredLabel>(
  labels: readonly Label[],
  share: AuthorShare,
  shared: string,
  others = true,
): Label[] {
  const counts = new Map<string, number>();
  for (const { authorId } of labels) counts.set(authorId, (counts.get(authorId) ?? 0) + 1);
  const most = mostOfAuthor(counts, share, shared, others);
  const taken = new Map<string, number>();
  return labels.filter(({ authorId }) => {
    if (authorId === shared) return true;
    const before = taken.get(authorId) ?? 0;
    taken.set(authorId, before + 1);
    return before < most;
  });
}

/**
 * How many labels of one author count, by how many each has given. `others`: whether people label here who are not among
 * them; unless one knows better, there are.
 */
export function mostOfAuthor(
  given: ReadonlyMap<string, number>,
  share: AuthorShare,
  shared: string,
  others = true,
): number {
  const counts = [...given].filter(([authorId]) => authorId !== shared).map(([, count]) => count);
  const free = given.get(shared) ?? 0;
  return share === 'team' ? mostOfTeam(counts, others) : mostByShare(counts, free, share);
}

/**
 * As many as the author in the middle gave, the lower of two. At least half of all authors gave as many, so one author
 * alone gives at most half of what counts, a third from four authors on, a tenth from eighteen on; and one who gives few
 * takes nothing from the others. The shared identity, in whose name everybody labelled before there were accounts, is none
 * of them: what it said limits nobody.
 */
function mostOfTeam(counts: readonly number[], others: boolean): number {
  const sorted = [...counts].sort((one, other) => one - other);
  if (sorted.length < 2 && others) return 0;
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}

/** The largest number m with m ≤ share × (free + Σ min(count, m)): too few authors to make up a whole count for nothing. */
function mostByShare(counts: readonly number[], free: number, share: number): number {
  const total = (most: number) => counts.reduce((sum, count) => sum + Math.min(count, most), free);
  let most = Math.max(0, ...counts);
  // Exact shares such as 0.1 of 30 must not fall to rounding.
  while (most > 0 && most > share * total(most) + 1e-9)
    most = Math.min(most - 1, Math.floor(share * total(most) + 1e-9));
  return most;
}
