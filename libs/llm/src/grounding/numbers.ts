import { functionWords } from './lexicon/function-words.js';
import { numberWords, ones, units } from './lexicon/units.js';
import { exactOf, type Word } from './word.js';

/** What was read at a place, and how many words it took. */
interface Read {
  readonly word: Word;
  readonly length: number;
}

/** Joins numbers with their units and phone numbers with themselves; number words become numbers. */
export function countUnits(words: readonly Word[]): Word[] {
  const counted: Word[] = [];
  for (let i = 0; i < words.length;) {
    const { word, length } = fractionAt(words, i) ?? amountAt(words, i) ?? { word: words[i] as Word, length: 1 };
    counted.push(word);
    i += length;
  }
  return counted;
}

const fractions: readonly (readonly [string, string])[] = [
  ['half an hour', '30 minute'],
  ['demi heure', '30 minute'],
  ['half a minute', '30 second'],
  ['demi minute', '30 second'],
  ['quarter of an hour', '15 minute'],
  ['quart d heure', '15 minute'],
];

function fractionAt(words: readonly Word[], at: number): Read | undefined {
  for (const [phrase, text] of fractions) {
    const parts = phrase.split(' ');
    if (parts.every((part, i) => words[at + i]?.text === part)) {
      // "Une demi-heure" is one half, and "a quarter of an hour" one quarter.
      return { word: exactOf(text, phrase), length: parts.length };
    }
  }
  return undefined;
}

function amountAt(words: readonly Word[], at: number): Read | undefined {
  const first = words[at] as Word;
  const number = numberAt(words, at);
  if (!number) return undefined;
  const { text, length } = number;
  const next = words[at + length];
  const unit = next?.kind === 'word' ? unitAfter(first, next) : undefined;
  if (unit !== undefined)
    return { word: exactOf(`${text} ${unit}`, `${text} ${next?.text ?? ''}`), length: length + 1 };
  // "One right" counts, "one of them" and "one at a time" do not.
  const counts = first.text === 'one' && next !== undefined && next.kind !== 'seam' && !functionWords.has(next.text);
  return ones.has(first.text) && !counts ? undefined : { word: exactOf(text), length };
}

/** "A second" computer is not a second long. */
function unitAfter(number: Word, { text }: Word): string | undefined {
  return ones.has(number.text) && text.startsWith('second') ? undefined : units.get(text);
}

/** The number that starts at a word: "030 555 1200" is one. */
function numberAt(words: readonly Word[], at: number): { text: string; length: number } | undefined {
  const { text, kind } = words[at] as Word;
  if (kind === 'word') {
    const number = numberWords.get(text) ?? (ones.has(text) ? '1' : undefined);
    return number === undefined ? undefined : { text: number, length: 1 };
  }
  if (kind === 'seam' || !/^\d+(?:\.\d+)?$/.test(text)) return undefined;
  if (text.includes('.')) return { text, length: 1 };
  let length = 1;
  while (length < 6 && /^\d{2,4}$/.test(words[at + length]?.text ?? '')) length++;
  return {
    text: words
      .slice(at, at + length)
      .map((word) => word.text)
      .join(''),
    length,
  };
}
