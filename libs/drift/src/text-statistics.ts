import { createRandom, shuffled, wordsOf } from '@driftdesk/ml';
import { kolmogorovSmirnov, type KolmogorovSmirnov } from './kolmogorov-smirnov.js';

/** A measure of each text, compared between two windows. */
export interface TextShift extends KolmogorovSmirnov {
  /** Mean in each window. */
  readonly before: number;
  readonly after: number;
}

/** Whether texts got longer or shorter: a Kolmogorov–Smirnov test on the number of words. */
export function textLengthShift(reference: readonly string[], current: readonly string[]): TextShift {
  const length = (text: string) => wordsOf(text).length;
  return compare(reference.map(length), current.map(length));
}

/**
 * Whether texts use words that the reference does not: a Kolmogorov–Smirnov test on each text's share of unseen words.
 * Half of the reference, drawn by the seed, says which words are seen, and the other half is compared with the
 * current texts: a text is never compared with words that it brought in itself.
 */
export function unseenWordsShift(reference: readonly string[], current: readonly string[], seed: number): TextShift {
  const texts = shuffled(reference, createRandom(seed));
  const half = texts.length >> 1;
  const seen = new Set(texts.slice(0, half).flatMap(wordsOf));
  const unseenShare = (text: string) => {
    const words = wordsOf(text);
    return words.filter((word) => !seen.has(word)).length / Math.max(1, words.length);
  };
  return compare(texts.slice(half).map(unseenShare), current.map(unseenShare));
}

function compare(reference: readonly number[], current: readonly number[]): TextShift {
  return { ...kolmogorovSmirnov(reference, current), before: mean(reference), after: mean(current) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
