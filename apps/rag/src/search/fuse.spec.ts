import { describe, expect, it } from '@jest/globals';
import { type Candidate, fuse } from './fuse.js';

const weights = { dense: 1, lexical: { modelLanguage: 0.1, other: 1 }, queue: 0.05, language: 0.1 };
const candidate = (passageId: string, part: Partial<Candidate>): Candidate => ({
  passageId,
  language: 'en',
  similarity: 0.5,
  lexical: 0,
  ...part,
});
const order = (candidates: Candidate[], preference = {}) =>
  fuse(candidates, preference, weights).map(({ passageId }) => passageId);

describe('fuse', () => {
  it('ranks by similarity when nothing else is known', () => {
    expect(order([candidate('a', { similarity: 0.4 }), candidate('b', { similarity: 0.6 })])).toEqual(['b', 'a']);
  });

  it('lets words decide between passages of near similarity, but not overrule a far better one', () => {
    const words = candidate('words', { similarity: 0.5, lexical: 0.8 });
    expect(order([candidate('near', { similarity: 0.55 }), words])).toEqual(['words', 'near']);
    expect(order([candidate('far', { similarity: 0.75 }), words])).toEqual(['far', 'words']);
  });

  it('lets words say more where the embedding model knows the language less', () => {
    const found = [candidate('words', { lexical: 0.4 }), candidate('near', { similarity: 0.6 })];
    expect(order(found)).toEqual(['near', 'words']);
    expect(order(found, { language: 'en' })).toEqual(['near', 'words']);
    expect(order(found, { language: 'fr' })).toEqual(['words', 'near']);
  });

  it('prefers the ticket’s queue and language', () => {
    expect(order([candidate('a', {}), candidate('b', { queue: 'email' })], { queue: 'email' })).toEqual(['b', 'a']);
    expect(order([candidate('a', {}), candidate('b', { language: 'fr' })], { language: 'fr' })).toEqual(['b', 'a']);
  });

  it('is stable for equal scores and empty input', () => {
    expect(order([candidate('b', {}), candidate('a', {})])).toEqual(['a', 'b']);
    expect(order([])).toEqual([]);
  });
});
