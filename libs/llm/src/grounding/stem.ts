/** A longer one is no word, and its endings say nothing. */
const longestWord = 40;

/**
 * A crude stem of a folded word: common English and French endings off, then the first six letters. Truncation is about
 * as good as real stemmers in European languages (McNamee and Mayfield, 2004).
 */
export function stem(word: string): string {
  if (word.length > longestWord || /\p{N}/u.test(word)) return word;
  const singular = word.replace(/(?<=.{2}[^s])s$/u, '');
  const bare = singular.replace(
    /(?:(?<=[aeiouy].*)ing|(?<=[aeiouy].+|.{4})(?:ement|ed|ees?|ez|er|ent|issez|ir|ie|i|e|y))$/u,
    '',
  );
  const base = bare.length < 3 ? singular : bare;
  return base
    .slice(0, 6)
    .replace(/(?<=.{4})e$/u, '')
    .replace(/(?<=.{2})([bdgmnprt])\1$/u, '$1');
}
