const stopWords = new Set(
  // English
  (
    'a about above after again all also an and any are as at be because been before being below between both but by can ' +
    'could did do does doing down during each either else ever every few for from further had has have having he her here ' +
    'hers him his how i if in into is it its itself just like may me might more most must my no nor not now of off on once ' +
    'one only or other our ours out over own please same shall she should so some such than that the their theirs them then ' +
    'there these they this those through to too under until up us very was we were what when where whether which while who ' +
    'whom whose why will with within without would yes yet you your yours don doesn didn isn aren won cannot ' +
    // French, folded
    'ai au aux avec avez avoir c ca car ce ceci cela ces cet cette ceux chaque chez ci comme d dans de des deux donc dont du elle ' +
    'elles en encore est et etait ete etes etre eu eux fait faire faut il ils j je jusqu l la le les leur leurs lors lorsque lui ' +
    'm ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas peu peut peuvent plus pour pouvez puis qu ' +
    'quand que quel quelle quelles quels qui quoi s sa sans se sera ses si sinon soit son sont sous sur ta tant te tes toi ton ' +
    'tous tout toute toutes tres tu un une va vers voici voila vos votre vous y'
  ).split(' '),
);

/** Lower case without accents; elisions become words ("l’adresse" → "l adresse"). */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’']/g, ' ');
}

/** The stems of the words that carry meaning, in the order of the text. */
export function contentStems(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !stopWords.has(word) && (word.length > 1 || /\p{N}/u.test(word))).map(stem);
}

/**
 * A crude stem: common English and French endings off, then the first six letters.
 * Truncation is about as good as real stemmers in European languages (McNamee and Mayfield, 2004).
 */
/** @param word folded */
export function stem(word: string): string {
  if (/\p{N}/u.test(word)) return word;
  const singular = word.replace(/(?<=.{3})s$/u, '');
  return singular.replace(/(?<=.{4})(?:ing|ement|ed|ee?|ez|er|ie|y)$/u, '').slice(0, 6);
}

const negations =
  /(?<!\p{L})(?:not|never|no|none|cannot|without|n(?= \p{L})|ne|pas|jamais|aucune?|sans)(?!\p{L})|n t(?!\p{L})/u;

/** Whether a sentence denies or forbids something (English, French). */
export function isNegated(sentence: string): boolean {
  return negations.test(fold(sentence));
}
