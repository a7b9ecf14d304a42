import { describe, expect, it } from '@jest/globals';
import { designMatrix } from './design-matrix.js';
import { scoreRows, strideOf } from './linear-head.js';
import { linearShares, type LinearWeights } from './linear-shares.js';
import { createRandom } from './random.js';
import { weighRows } from './tfidf.js';
import { vocabulary } from './tickets.fixture.js';
import { createTracer } from './trace-features.js';

const spec = {
  words: { min: 1, max: 2 },
  characters: { min: 3, max: 5 },
  buckets: 1024,
  embedding: { dimensions: 2, scale: 0.5 },
};
const trace = createTracer(spec);
const classes = 3;
const columns = vocabulary.idf.length;
const random = createRandom(5);
const randoms = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const weights: LinearWeights = {
  ...vocabulary,
  classes,
  ngrams: randoms(columns * classes),
  embedding: randoms(spec.embedding.dimensions * classes),
  bias: randoms(classes),
};

/** The same weights as training has them: the embedding's without the scale. */
function asHead() {
  const stride = strideOf(classes);
  const parameters = new Float64Array((columns + spec.embedding.dimensions + 1) * stride);
  const rows = [weights.ngrams, weights.embedding.map((w) => w / spec.embedding.scale), weights.bias].flatMap((table) =>
    Array.from({ length: table.length / classes }, (_, row) => table.subarray(row * classes, (row + 1) * classes)),
  );
  rows.forEach((row, at) => parameters.set(row, at * stride));
  return { classes, parameters };
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0);
const columnOf = (matrix: Float64Array, c: number) => matrix.filter((_, at) => at % classes === c);

describe('linearShares', () => {
  it.each([
    'printer jams on floor two',
    'vpn vpn vpn from home, the VPN!',
    'reset the password for the printer on floor two and again',
    'зовсім невідомі слова',
    '',
    'the vpn drops '.repeat(400),
  ])('adds up to the scores that training gives %j', (text) => {
    const traced = trace(text);
    const embedding = Float32Array.of(0.6, -0.8);
    const shares = linearShares(traced, embedding, weights);
    const matrix = designMatrix(weighRows([traced.features], vocabulary), [embedding], spec.embedding);
    const scores = scoreRows(matrix, asHead());
    for (let c = 0; c < classes; c++) {
      const total = sum(columnOf(shares.words, c)) + (shares.embedding[c] as number) + (weights.bias[c] as number);
      expect(total).toBeCloseTo(scores[c] as number, 5);
    }
  });

  it('gives a word its own n-grams and half of each pair it is in', () => {
    const unigrams = createTracer({ ...spec, words: { min: 1, max: 1 }, characters: { min: 6, max: 6 } });
    const pairs = createTracer({ ...spec, words: { min: 2, max: 2 }, characters: { min: 6, max: 6 } });
    const text = 'the printer';
    for (const [traced, expected] of [
      [unigrams(text), [0, 1]],
      [pairs(text), [0, 0]],
    ] as const) {
      const owners = Array.from({ length: traced.occurrences.length / 3 }, (_, at) =>
        traced.occurrences.slice(3 * at + 1, 3 * at + 3),
      );
      expect(owners[0]?.[0]).toBe(expected[0]);
      expect(traced.words.map(({ normal }) => normal)).toEqual(['the', 'printer']);
    }
    const both = pairs(text);
    expect([...both.occurrences.slice(1, 3)]).toEqual([0, 1]);
    const shares = linearShares({ ...both, occurrences: both.occurrences.slice(0, 3) }, new Float32Array(2), weights);
    expect([...shares.words.slice(0, classes)]).toEqual([...shares.words.slice(classes, 2 * classes)]);
  });

  it('gives equal words equal shares, wherever they stand alone', () => {
    const { words } = linearShares(trace('printer? printer'), new Float32Array(2), weights);
    for (let c = 0; c < classes; c++) expect(words[c]).toBeCloseTo(words[classes + c] as number, 10);
    expect(Math.abs(words[0] as number)).toBeGreaterThan(0.01);
  });
});
