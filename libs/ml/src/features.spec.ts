import { describe, expect, it } from '@jest/globals';
import { createFeaturizer } from './features.js';
import { finishHash, mixBlock } from './murmur3.js';
import { maxFeatureCharacters } from './words.js';

const spec = {
  words: { min: 1, max: 2 },
  characters: { min: 3, max: 5 },
  buckets: 1024,
  embedding: { dimensions: 2, scale: 1 },
};

/** Hash of a text's code points, as `createFeaturizer` hashes an n-gram. */
function hash(text: string, seed: number): number {
  const codePoints = Array.from(text, (character) => character.codePointAt(0) as number);
  return finishHash(codePoints.reduce(mixBlock, seed), codePoints.length);
}

describe('MurmurHash3', () => {
  // scikit-learn 1.x: sklearn.utils.murmurhash3_32(text.encode('utf-32-le'), seed)
  it.each([
    ['vpn', 1, -821444080],
    ['the vpn', 1, -1020528908],
    [' vp', 2, -1337537346],
    ['naïve🙂', 7, -1359830805],
  ])('hashes %j with seed %d', (text, seed, expected) => {
    expect(hash(text, seed)).toBe(expected);
  });
});

describe('createFeaturizer', () => {
  const featurize = createFeaturizer(spec);

  // Buckets and repetitions by scikit-learn's CountVectorizer (word 1–2-grams, char_wb 3–5-grams) and the hash above.
  it.each([
    [
      'Wi-Fi: a VPN, VPN!',
      [0, 2, 128, 147, 170, 190, 194, 210, 230, 390, 397, 511, 528, 569, 619, 628, 631, 657, 781, 1023],
      { 147: 3, 190: 2, 230: 2, 390: 2, 528: 2, 569: 2, 781: 2 },
    ],
    [
      'ÄRGER ﬁle №5',
      [
        15, 34, 54, 111, 117, 208, 232, 280, 301, 333, 377, 389, 427, 438, 504, 545, 578, 614, 631, 645, 652, 663, 683,
        769, 801, 824, 825, 858, 862, 907, 908, 946,
      ],
      {},
    ],
    ['?! …', [], {}],
  ] as const)('counts the n-grams of %j', (text, buckets, repeated: Readonly<Record<number, number>>) => {
    const { indices, counts } = featurize(text);
    expect([...indices]).toEqual(buckets);
    expect([...counts]).toEqual(buckets.map((bucket) => repeated[bucket] ?? 1));
  });

  it('tells a word from the same letters inside a word, but not cases or widths', () => {
    expect(featurize('ＶＰＮ Down')).toEqual(featurize('vpn down'));
    expect(featurize('vpndown')).not.toEqual(featurize('vpn down'));
  });

  it('reads no further than its limit, so that a long text cannot cost more', () => {
    const start = 'ab '.repeat(maxFeatureCharacters).slice(0, maxFeatureCharacters);
    expect(featurize(`${start} something else entirely`)).toEqual(featurize(start));
    expect(featurize(`${start.slice(0, -20)} something`)).not.toEqual(featurize(start));
  });

  it('keeps its buffers whole through the longest normalisations', () => {
    // U+FDFA becomes 18 characters in NFKC.
    const long = featurize('\uFDFA '.repeat(maxFeatureCharacters));
    expect(long.counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(maxFeatureCharacters);
    expect(featurize('x y '.repeat(2_000)).indices.length).toBeGreaterThan(3);
    expect(featurize('\ud800 vpn')).toEqual(featurize('vpn'));
  });

  it('refuses a number of buckets that is not a power of two', () => {
    expect(() => createFeaturizer({ ...spec, buckets: 1000 })).toThrow('must be a power of two');
  });
});
