import type { AuthorShare } from './cap-authors.js';

/** Why labels do not count, and what to do, as sentences; nothing when all count. */
export function describeWithheld(
  { have, given }: { readonly have: number; readonly given: number },
  share: AuthorShare,
): string | undefined {
  const withheld = given - have;
  if (withheld === 0) return undefined;
  const one = withheld === 1;
  const which = `${withheld} of ${given} fresh labels ${one ? 'does' : 'do'} not count, because`;
  if (share !== 'team') {
    const percent = Number((100 * share).toFixed(1));
    return `${which} one author may give at most ${percent} % of those that count (LOOP_AUTHOR_SHARE). ${one ? 'It counts' : 'They count'} when other people label more, or when the share is larger.`;
  }
  if (have === 0)
    return `${which} one person gave ${one ? 'it' : 'them'} and other people label here too. ${one ? 'It counts when a second person labels.' : 'As many of them count as a second person gives.'}`;
  return `${which} nobody may give more than the author in the middle does (LOOP_AUTHOR_SHARE). ${one ? 'It counts' : 'More of them count'} when those who gave few label more.`;
}
