import { createFeaturizer } from './features.js';
import { designMatrix } from './design-matrix.js';
import { fitVocabulary, weighRows } from './tfidf.js';

const spec = {
  words: { min: 1, max: 2 },
  characters: { min: 3, max: 5 },
  buckets: 1024,
  embedding: { dimensions: 2, scale: 0.5 },
};

/** Eight tickets of three queues, small enough for other programs to be asked the same. */
export const ngrams = [
  'printer jams on floor two',
  'the printer prints blank pages',
  'vpn drops on the train',
  'cannot reach the vpn from home',
  'password expired again',
  'reset the password for the vpn account',
  'scanner and printer offline',
  'account locked after password change',
].map(createFeaturizer(spec));

/** Queues of the tickets, as class numbers. */
export const targets = Int32Array.of(0, 0, 1, 1, 2, 2, 0, 2);

export const vocabulary = fitVocabulary(ngrams, spec.buckets);

/** The tickets next to the embedding (cos i, sin i) of ticket i. */
export const matrix = designMatrix(
  weighRows(ngrams, vocabulary),
  ngrams.map((_, i) => Float32Array.of(Math.cos(i), Math.sin(i))),
  spec.embedding,
);
