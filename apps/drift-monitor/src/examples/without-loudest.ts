import type { AuthoredLabel, AuthorShare } from './cap-authors.js';

/**
 * Labels without those of the author who says most of what `against` finds: what still holds then, no author says alone. A
 * share is not enough for that where few labels decide: a tenth of a thousand labels outweighs every difference between two
 * good versions. `shared`, who stands for everybody, is no author; where one may give everything, one may decide.
 */
export function withoutLoudest<Label extends AuthoredLabel>(
  labels: readonly Label[],
  against: (label: Label) => boolean,
  share: AuthorShare,
  shared: string,
): readonly Label[] {
  if (share !== 'team' && share >= 1) return labels;
  const counts = new Map<string, number>();
  for (const label of labels)
    if (label.authorId !== shared && against(label)) counts.set(label.authorId, (counts.get(label.authorId) ?? 0) + 1);
  const [loudest] = [...counts].sort(([, left], [, right]) => right - left);
  return loudest === undefined ? labels : labels.filter(({ authorId }) => authorId !== loudest[0]);
}
