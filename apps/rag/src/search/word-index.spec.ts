import { describe, expect, it } from '@jest/globals';
import { readWordCounts } from './word-counts.js';
import { WordIndex } from './word-index.js';

const passage = (passageId: string, ...lexemes: string[]) => {
  const counts = new Map<string, number>();
  for (const lexeme of lexemes) counts.set(lexeme, (counts.get(lexeme) ?? 0) + 1);
  return { passageId, counts };
};
const fill = (index: WordIndex) => {
  index.set('a', [passage('a/0', 'cat', 'sat', 'mat'), passage('a/1', 'cat', 'cat', 'dog', 'dog', 'dog')]);
  index.set('b', [passage('b/0', 'dog')]);
  return index;
};

describe('WordIndex', () => {
  it('is Okapi BM25, as computed by hand', () => {
    // 3 passages of 3, 5 and 1 lexemes, 3 on average; k1 = 1.2, b = 0.75. idf of "cat", in 2 of them: ln(1 + 1.5 / 2.5)
    // = 0.4700; of "sat", in 1: ln(1 + 2.5 / 1.5) = 0.9808; together 1.4508.
    // a/0: (0.4700 + 0.9808) × 1 / (1 + 1.2) = 0.6595. a/1: 0.4700 × 2 / (2 + 1.2 × (0.25 + 0.75 × 5 / 3)) = 0.2474.
    const scores = fill(new WordIndex()).score(['cat', 'sat']);
    expect(scores.of('a/0')).toBeCloseTo(0.6595 / 1.4508, 4);
    expect(scores.of('a/1')).toBeCloseTo(0.2474 / 1.4508, 4);
    expect([scores.of('b/0'), scores.of('unknown')]).toEqual([0, 0]);
  });

  it('names the best first, and none that shares no word', () => {
    const index = fill(new WordIndex());
    expect(index.score(['cat', 'sat']).best(9)).toEqual(['a/0', 'a/1']);
    expect(index.score(['cat', 'sat']).best(1)).toEqual(['a/0']);
    expect(index.score(['unicorn']).best(9)).toEqual([]);
    expect(index.score([]).best(9)).toEqual([]);
    expect(new WordIndex().score(['cat']).best(9)).toEqual([]);
  });

  it('counts words that no passage has: a query of which little is found scores little', () => {
    const index = fill(new WordIndex());
    expect(index.score(['cat', 'unicorn']).of('a/0')).toBeLessThan(index.score(['cat']).of('a/0') / 2);
  });

  it('forgets what a document had, and scores as if it had never been', () => {
    const index = new WordIndex();
    index.set('c', [passage('c/0', 'cat', 'dog', 'sat'), passage('c/1', 'mat')]);
    index.set('b', [passage('b/0', 'cat', 'cat', 'cat')]);
    index.set('c', []);
    expect(index.score(['dog', 'sat', 'mat']).best(9)).toEqual([]);
    fill(index);
    const [changed, fresh] = [index, fill(new WordIndex())].map((one) => one.score(['cat', 'dog']));
    for (const id of ['a/0', 'a/1', 'b/0']) expect(changed?.of(id)).toBe(fresh?.of(id));
    expect(changed?.best(9)).toEqual(fresh?.best(9));
  });
});

describe('readWordCounts', () => {
  it('counts the positions of each lexeme, quoted as PostgreSQL quotes it', () => {
    const counts = readWordCounts(String.raw`'a':1A,2B,12 'l''eau':3 'c:\\temp':4,5 'stripped'`);
    expect(Object.fromEntries(counts)).toEqual({ a: 3, "l'eau": 1, 'c:\\temp': 2, stripped: 1 });
  });
});
