import type { InnerProducts } from './inner-products.js';
import type { FeatureTrace } from './trace-features.js';
import { weighRows, type Weighting } from './tfidf.js';

/** The linear layers of all heads side by side; `classes` counts all their labels. */
export interface LinearWeights extends Weighting {
  readonly classes: number;
  /** [columns × classes] */
  readonly ngrams: Float32Array;
  /** [dimensions × classes] for the unscaled embedding; with landmarks [landmarks × classes], for similarities to them. */
  readonly embedding: Float32Array;
  /** Absent where there are no landmarks. */
  readonly similarities?: InnerProducts | undefined;
  /** [classes] */
  readonly bias: Float32Array;
}

/** What a text's parts add to the scores; with the bias they are the scores before temperature. */
export interface LinearShares {
  /** [words × classes], words in text order. */
  readonly words: Float64Array;
  /** [classes] */
  readonly embedding: Float64Array;
}

/**
 * Takes the scores of one text apart, exactly: a weighted n-gram's score goes evenly to its occurrences, and an
 * occurrence's evenly to the words it is made of.
 */
export function linearShares(trace: FeatureTrace, embedding: Float32Array, weights: LinearWeights): LinearShares {
  const { classes, rowOfBucket, ngrams } = weights;
  const words = new Float64Array(trace.words.length * classes);
  const valueOf = valuesPerOccurrence(trace, weights);
  const { occurrences } = trace;
  for (let at = 0; at < occurrences.length; at += 3) {
    const bucket = occurrences[at] as number;
    const value = valueOf.get(bucket);
    if (value === undefined) continue;
    const first = occurrences[at + 1] as number;
    const last = occurrences[at + 2] as number;
    const from = ((rowOfBucket[bucket] as number) - 1) * classes;
    for (let word = first; word <= last; word++) {
      addRow(words, word * classes, ngrams, from, classes, value / (last - first + 1));
    }
  }
  const shares = new Float64Array(classes);
  const seen = weights.similarities ? weights.similarities([embedding]) : embedding;
  seen.forEach((entry, at) => addRow(shares, 0, weights.embedding, at * classes, classes, entry));
  return { words, embedding: shares };
}

/** Bucket → its weighted value over the times it occurs; buckets that training did not see are missing. */
function valuesPerOccurrence({ features }: FeatureTrace, weights: Weighting): Map<number, number> {
  const { columns, values } = weighRows([features], weights);
  const known = new Map<number, number>();
  let at = 0;
  features.indices.forEach((bucket, k) => {
    if ((weights.rowOfBucket[bucket] as number) - 1 !== columns[at]) return;
    known.set(bucket, (values[at++] as number) / (features.counts[k] as number));
  });
  return known;
}

/** target[to…] += factor × source[from…], `count` entries. */
function addRow(
  target: Float64Array,
  to: number,
  source: Float32Array,
  from: number,
  count: number,
  factor: number,
): void {
  for (let c = 0; c < count; c++) {
    target[to + c] = (target[to + c] as number) + factor * (source[from + c] as number);
  }
}
