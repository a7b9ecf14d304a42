/** A word of a text, folded, and where it stands: the end of a sentence is a distance of its own. */
export interface Word {
  readonly text: string;
  /** In words from the beginning, with `sentenceGap` more for each sentence before. */
  readonly at: number;
  readonly sentence: number;
}

/** What the end of a sentence counts as: evidence may go on in the next sentence, not much later. */
const sentenceGap = 6;

/** The words of a text in lower case, without accents; apostrophes and hyphens part words. Linear in the text. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let sentence = 0;
  for (const [token] of fold(text).matchAll(/[\p{L}\p{N}]+|[.!?;\n…]/gu)) {
    if (!/[\p{L}\p{N}]/u.test(token)) sentence = words.length > 0 ? (words.at(-1)?.sentence ?? 0) + 1 : 0;
    else words.push({ text: token, at: words.length + sentence * sentenceGap, sentence });
  }
  return words;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
