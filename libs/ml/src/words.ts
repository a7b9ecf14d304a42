import { isWordCharacter } from './word-characters.js';

/** Text beyond this many UTF-16 code units adds no n-grams: it bounds the features, and so the time, of one ticket. */
export const maxFeatureCharacters = 4_000;

/** Words of a text, reusing one pair of buffers. */
export interface Words {
  /** Code points of all words, each word with a space before and after: ` one  two `. */
  codePoints: Int32Array;
  /** Where each word's leading space stands in `codePoints`; one entry more than words, the end of the last one. */
  offsets: Int32Array;
  /** Where each word begins in the normalised text, in UTF-16 code units. */
  starts: Int32Array;
  count: number;
}

/** Buffers for `readWords`. NFKC can lengthen a text 18-fold, so the cut comes after normalising too. */
export function createWords(): Words {
  return {
    codePoints: new Int32Array(3 * maxFeatureCharacters + 3),
    offsets: new Int32Array(maxFeatureCharacters + 2),
    starts: new Int32Array(maxFeatureCharacters + 2),
    count: 0,
  };
}

/** The part of a text that gives n-grams, as n-grams see it: lower-cased NFKC. */
export function normalise(text: string): string {
  return text.slice(0, maxFeatureCharacters).normalize('NFKC').toLowerCase();
}

/** Splits the first `maxFeatureCharacters` of a text, lower-cased NFKC, into runs of letters, marks and digits. */
export function readWords(text: string, words: Words): void {
  const normal = normalise(text);
  const end = Math.min(normal.length, maxFeatureCharacters);
  const { codePoints, offsets, starts } = words;
  let size = 0;
  let count = 0;
  let inWord = false;
  for (let at = 0; at < end; at++) {
    const codePoint = normal.codePointAt(at) as number;
    const start = at;
    if (codePoint > 0xffff) at++;
    if (isWordCharacter(codePoint)) {
      if (!inWord) {
        starts[count] = start;
        offsets[count++] = size;
        codePoints[size++] = space;
      }
      codePoints[size++] = codePoint;
      inWord = true;
    } else if (inWord) {
      codePoints[size++] = space;
      inWord = false;
    }
  }
  if (inWord) codePoints[size++] = space;
  offsets[count] = size;
  words.count = count;
}

/** The code point that marks a word's border. */
export const space = 0x20;

const word = /[\p{L}\p{M}\p{N}]+/gu;

/** The words that `readWords` finds, as strings. */
export function wordsOf(text: string): string[] {
  return normalise(text).slice(0, maxFeatureCharacters).match(word) ?? [];
}
