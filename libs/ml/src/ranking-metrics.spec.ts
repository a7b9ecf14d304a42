import { describe, expect, it } from '@jest/globals';
import { hitAt, ndcgAt, reciprocalRankAt } from './ranking-metrics.js';

const relevance = (grades: Record<string, number>) => new Map(Object.entries(grades));

describe('ranking metrics', () => {
  it('give what trec_eval gives for the example in pytrec_eval’s README', () => {
    const [q1, q2] = [relevance({ d2: 1 }), relevance({ d2: 1, d3: 1 })];
    const [run1, run2] = [
      ['d3', 'd1', 'd2'],
      ['d1', 'd3', 'd2'],
    ];
    expect(ndcgAt(10, run1 ?? [], q1)).toBeCloseTo(0.5, 10);
    expect(ndcgAt(10, run2 ?? [], q2)).toBeCloseTo(0.6934264036172708, 10);
    expect(reciprocalRankAt(10, run1 ?? [], q1)).toBeCloseTo(1 / 3, 10);
    expect(reciprocalRankAt(10, run2 ?? [], q2)).toBe(0.5);
  });

  it('take grades as gains', () => {
    // The worked example of the Wikipedia article "Discounted cumulative gain": DCG 6.861, ideal over all eight 8.740.
    const grades = relevance({ d1: 3, d2: 2, d3: 3, d5: 1, d6: 2, d7: 3, d8: 2 });
    expect(ndcgAt(6, ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'], grades)).toBeCloseTo(6.861 / 8.74, 4);
  });

  it('look no further than the cutoff', () => {
    const relevant = relevance({ b: 1 });
    const ranked = ['a', 'b'];
    expect([hitAt(1, ranked, relevant), hitAt(2, ranked, relevant)]).toEqual([0, 1]);
    expect([reciprocalRankAt(1, ranked, relevant), reciprocalRankAt(2, ranked, relevant)]).toEqual([0, 0.5]);
    expect(ndcgAt(1, ranked, relevant)).toBe(0);
    expect(ndcgAt(2, ranked, relevant)).toBeCloseTo(1 / Math.log2(3), 10);
  });

  it('are 0 when nothing is found or nothing is relevant', () => {
    for (const [ranked, relevant] of [
      [[], relevance({ a: 1 })],
      [['a'], relevance({})],
    ] as const) {
      expect([hitAt(5, ranked, relevant), reciprocalRankAt(5, ranked, relevant), ndcgAt(5, ranked, relevant)]).toEqual([
        0, 0, 0,
      ]);
    }
  });
});
