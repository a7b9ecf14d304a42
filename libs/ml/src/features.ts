import type { FeatureSpec } from '@driftdesk/contracts';
import { finishHash, mixBlock } from './murmur3.js';
import { createWords, readWords, space, type Words } from './words.js';

/** A text's n-gram counts: `indices` are hash buckets, ascending and distinct; `counts` stand beside them. */
export interface SparseFeatures {
  readonly indices: Int32Array;
  readonly counts: Float32Array;
}

/** Turns a text into its n-gram counts. Not re-entrant: it reuses its buffers from call to call. */
export type Featurizer = (text: string) => SparseFeatures;

/** Hears of each n-gram as it is found: its bucket, and the first and last word that it is made of. */
export type NgramObserver = (bucket: number, firstWord: number, lastWord: number) => void;

/** Hash seeds: one namespace per kind of n-gram, so that the word `cat` and the letters `cat` differ. */
const wordSeed = 1;
const characterSeed = 2;

/** N-grams found so far, as buckets with repetitions. */
interface Found {
  buckets: Int32Array;
  count: number;
  readonly mask: number;
  readonly observe: NgramObserver | undefined;
}

/**
 * The one path from text to n-grams, for training and serving. An n-gram's bucket is the low bits of
 * MurmurHash3_x86_32 over its code points as 32-bit blocks. Words are joined by one space; characters include the
 * space at a word's borders (scikit-learn's `char_wb`), and a word shorter than an n-gram gives itself once. Whoever
 * explains may observe n-grams and, by passing their buffers, read the words.
 */
export function createFeaturizer(spec: FeatureSpec, observe?: NgramObserver, words = createWords()): Featurizer {
  if ((spec.buckets & (spec.buckets - 1)) !== 0) {
    throw new RangeError(`features.buckets is ${spec.buckets}; it must be a power of two, such as 131072.`);
  }
  const found: Found = { buckets: new Int32Array(4_096), count: 0, mask: spec.buckets - 1, observe };
  return (text) => {
    readWords(text, words);
    found.count = 0;
    addWordGrams(words, spec.words.min, spec.words.max, found);
    addCharacterGrams(words, spec.characters.min, spec.characters.max, found);
    return merge(found.buckets.subarray(0, found.count).sort());
  };
}

function addWordGrams({ codePoints, offsets, count }: Words, min: number, max: number, found: Found): void {
  for (let first = 0; first < count; first++) {
    reserve(found, max);
    let hash = wordSeed;
    let blocks = 0;
    for (let n = 1; n <= max && first + n <= count; n++) {
      if (n > 1) {
        hash = mixBlock(hash, space);
        blocks++;
      }
      const from = (offsets[first + n - 1] as number) + 1;
      const to = (offsets[first + n] as number) - 1;
      for (let at = from; at < to; at++) hash = mixBlock(hash, codePoints[at] as number);
      blocks += to - from;
      if (n >= min) add(found, finishHash(hash, blocks) & found.mask, first, first + n - 1);
    }
  }
}

function addCharacterGrams({ codePoints, offsets, count }: Words, min: number, max: number, found: Found): void {
  for (let word = 0; word < count; word++) {
    const from = offsets[word] as number;
    const to = offsets[word + 1] as number;
    reserve(found, (to - from) * (max - min + 1));
    const shortest = Math.min(min, to - from);
    for (let start = from; start + shortest <= to; start++) {
      let hash = characterSeed;
      const last = Math.min(max, to - start);
      for (let n = 1; n <= last; n++) {
        hash = mixBlock(hash, codePoints[start + n - 1] as number);
        if (n >= shortest) add(found, finishHash(hash, n) & found.mask, word, word);
      }
    }
  }
}

function add(found: Found, bucket: number, firstWord: number, lastWord: number): void {
  found.buckets[found.count++] = bucket;
  found.observe?.(bucket, firstWord, lastWord);
}

function reserve(found: Found, more: number): void {
  if (found.count + more <= found.buckets.length) return;
  const larger = new Int32Array(2 * (found.count + more));
  larger.set(found.buckets.subarray(0, found.count));
  found.buckets = larger;
}

/** Counts runs of equal buckets. */
function merge(sorted: Int32Array): SparseFeatures {
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) distinct++;
  const indices = new Int32Array(distinct);
  const counts = new Float32Array(distinct);
  let slot = -1;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) indices[++slot] = sorted[at] as number;
    counts[slot] = (counts[slot] as number) + 1;
  }
  return { indices, counts };
}
