/** A longer one is no word, and its endings say nothing. */
const longestWord = 40;

/**
 * A crude stem of a folded word: common English and French endings off, then the first six letters. Truncation is about
 * as good as real stemmers in European languages (McNamee and Mayfield, 2004).
 */
export function stem(word: string): string {
  if (word.length > longestWord || /\p{N}/u.test(word)) return word;
  const singular = word.replace(/(?<=.{2}[^s])s$/u, '');
  const bare = withoutEnding(singular);
  const cut = (bare.length < 3 ? singular : bare).slice(0, 6).replace(/(?<=.{4})e$/u, '');
  const doubled = cut.length >= 4 && cut.at(-1) === cut.at(-2) && 'bdgmnprt'.includes(cut.at(-1) ?? ' ');
  return doubled ? cut.slice(0, -1) : cut;
}

/** Longest first. */
const endings = ['ement', 'issez', 'ing', 'ees', 'ent', 'ed', 'ee', 'ez', 'er', 'ir', 'ie', 'i', 'e', 'y'];

function withoutEnding(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && mayEnd(word.slice(0, -one.length), one));
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** Whether what stands before an ending can be a word of its own. */
function mayEnd(before: string, ending: string): boolean {
  if (ending === 'ing') return /[aeiouy]/u.test(before);
  return before.length >= 4 || /[aeiouy]./u.test(before);
}
