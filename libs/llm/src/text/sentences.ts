/** Abbreviations whose full stop does not end a sentence, lower case, without the last stop. */
const abbreviations = new Set([
  ...['e.g', 'i.e', 'etc', 'vs', 'cf', 'approx', 'incl', 'excl', 'resp', 'fig', 'no', 'nr', 'vol', 'ver', 'p', 'pp'],
  ...['mr', 'mrs', 'ms', 'dr', 'st', 'jr', 'inc', 'ltd', 'dept', 'ext', 'tel', 'min', 'max', 'sec'],
  ...['p.ex', 'ex', 'c.-à-d', 'env', 'm', 'mm', 'art', 'réf', 'tél', 'éd', 'chap', 'bzw', 'z.b', 'd.h', 'ca'],
]);

/** Of those, the ones that also close sentences: what follows decides ("… mice, etc. Restart the laptop."). */
const maybeLast = new Set(['etc', 'no', 'min', 'sec', 'ext', 'inc', 'ltd']);

const boundary = /(?<![.!?…])[.!?…]+["'”’»)\]]*\s+|[。！？]+[”』」）]*\s*/gu;
const opening = /^["'“‘«([]*\s*[\p{Lu}\p{Lo}\p{N}\p{Extended_Pictographic}/\\~]/u;

/** Splits one paragraph into its sentences. Numbers, file names, addresses and menu paths stay whole. */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of paragraph.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (!endsSentence(paragraph.slice(start, match.index), match[0], paragraph.slice(end, end + 8))) continue;
    sentences.push(paragraph.slice(start, end).trim());
    start = end;
  }
  sentences.push(paragraph.slice(start).trim());
  return sentences.filter((sentence) => sentence.length > 0);
}

function endsSentence(before: string, mark: string, after: string): boolean {
  if (/^[。！？]/u.test(mark)) return true;
  if (!opening.test(after)) return false;
  if (!mark.startsWith('.') || mark.startsWith('..')) return true;
  return !isAbbreviation(before, after);
}

function isAbbreviation(before: string, after: string): boolean {
  const word = (/[^\s("'“«[]*$/u.exec(before)?.[0] ?? '').toLowerCase();
  // "1." opens a list item, "J." is an initial; "drive S." ends a sentence, so an initial needs a start or a name before it.
  if (/^\d{1,2}$/.test(word) && before.trim() === word) return true;
  if (/^\p{L}$/u.test(word) && word !== 'm' && word !== 'p') return before.trim().length === 1;
  const spaced = /(?:^|\s)(p\.\s?ex|z\.\s?b|d\.\s?h)$/iu.test(before);
  if (spaced || (abbreviations.has(word) && !maybeLast.has(word))) return true;
  return maybeLast.has(word) && /^\p{N}/u.test(after);
}
