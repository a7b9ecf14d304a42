import type { FeatureSpec } from '@driftdesk/contracts';
import { createFeaturizer, type SparseFeatures } from './features.js';
import { createWords, type Words } from './words.js';
import type { Span } from './word-spans.js';

/** A text's n-grams together with the words they stem from. */
export interface FeatureTrace {
  readonly features: SparseFeatures;
  /** Words in text order, lower-cased NFKC; the span is that in the normalised text. */
  readonly words: readonly (Span & { readonly normal: string })[];
  /** [3 × n-grams found]: bucket, first word, last word of each. */
  readonly occurrences: Int32Array;
}

/** Turns a text into its n-grams by `createFeaturizer`, and remembers where each came from. Not re-entrant. */
export function createTracer(spec: FeatureSpec): (text: string) => FeatureTrace {
  const words = createWords();
  const found: number[] = [];
  const featurize = createFeaturizer(spec, (bucket, first, last) => found.push(bucket, first, last), words);
  return (text) => {
    found.length = 0;
    const features = featurize(text);
    return { features, words: copyWords(words), occurrences: Int32Array.from(found) };
  };
}

function copyWords({ codePoints, offsets, starts, count }: Words): FeatureTrace['words'] {
  return Array.from({ length: count }, (_, word) => {
    const letters = codePoints.subarray((offsets[word] as number) + 1, (offsets[word + 1] as number) - 1);
    const normal = String.fromCodePoint(...letters);
    const start = starts[word] as number;
    return { normal, start, end: start + normal.length };
  });
}
