import { describe, expect, it } from '@jest/globals';
import { ngrams, vocabulary } from './tickets.fixture.js';
import { weighRows } from './tfidf.js';

// scikit-learn: TfidfTransformer(sublinear_tf=True, smooth_idf=True, norm='l2') over the columns of two rows or more.
describe('tf-idf', () => {
  const weighted = weighRows(ngrams, vocabulary);

  it('keeps the buckets of at least two rows', () => {
    expect(vocabulary.buckets.length).toBe(111);
    expect(vocabulary.buckets.toSorted().slice(0, 4)).toEqual(Int32Array.of(14, 18, 24, 28));
    vocabulary.buckets.forEach((bucket, column) => expect(vocabulary.rowOfBucket[bucket]).toBe(column + 1));
    expect(vocabulary.rowOfBucket[15]).toBe(0);
  });

  it('puts those of most rows first', () => {
    const rowsOf = (bucket: number) => ngrams.filter(({ indices }) => indices.includes(bucket)).length;
    const rows = Array.from(vocabulary.buckets, rowsOf);
    expect(rows).toEqual(rows.toSorted((left, right) => right - left));
    expect(rows[0]).toBeGreaterThan(rows.at(-1) as number);
  });

  it('weighs rare n-grams more', () => {
    [
      [14, 2.0986123],
      [18, 1.8109302],
      [24, 2.0986123],
      [28, 2.0986123],
    ].forEach(([bucket, idf]) => {
      const column = (vocabulary.rowOfBucket[bucket as number] as number) - 1;
      expect(vocabulary.idf[column]).toBeCloseTo(idf as number, 6);
    });
  });

  it.each([
    [0, 5.6192456],
    [3, 5.221002],
    [5, 7.8906659],
    [7, 7.2375158],
  ])('gives row %d unit length and the sum %d', (row, sum) => {
    const values = weighted.values.subarray(weighted.offsets[row], weighted.offsets[row + 1]);
    expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 5);
    expect(values.reduce((total, value) => total + value * value, 0)).toBeCloseTo(1, 6);
  });

  it('gives a row without known n-grams no entry', () => {
    const { offsets } = weighRows([{ indices: Int32Array.of(15), counts: Float32Array.of(3) }], vocabulary);
    expect([...offsets]).toEqual([0, 0]);
  });
});
