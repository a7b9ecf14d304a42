import type { AuthorShare } from './cap-authors.js';

/** Why labels do not count, and what to do, as a sentence; nothing when all count. */
export function describeWithheld(
  { have, given }: { readonly have: number; readonly given: number },
  share: AuthorShare,
): string | undefined {
  if (have === given) return undefined;
  const which = `${given - have} of ${given} fresh labels do not count`;
  if (share !== 'team') {
    const percent = Math.round(100 * share);
    return `${which}: one author may give ${percent} % of those that do (LOOP_AUTHOR_SHARE). Labels of other people, or a larger share, make them count.`;
  }
  if (have === 0)
    return `${which}: they are one person's, and other people label here too. Labels of a second person make as many of them count.`;
  return `${which}: nobody may give more than the author in the middle does (LOOP_AUTHOR_SHARE). Labels of those who gave few make more of them count.`;
}
