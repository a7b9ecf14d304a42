import { describe, expect, it } from '@jest/globals';
import { type AuthorShare, capAuthors } from './cap-authors.js';

const labels = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([authorId, count]) =>
    Array.from({ length: count }, (_, n) => ({ ticketId: `${authorId}-${n}`, authorId })),
  );
const kept = (counts: Record<string, number>, share: AuthorShare, others?: boolean) => {
  const result: Record<string, number> = {};
  for (const { authorId } of capAuthors(labels(counts), share, 'local', others))
    result[authorId] = (result[authorId] ?? 0) + 1;
  return result;
};
const team = (count: number, each: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`agent-${n}`, each]));

describe('capAuthors', () => {
  it('leaves a tenth of all to the one who says most', () => {
    const result = kept({ ...team(15, 6), mallory: 900 }, 0.1);
    expect(result['mallory']).toBe(10);
    expect(Object.values(result).reduce((sum, count) => sum + count, 0)).toBe(100);
  });

  it('lets the shared identity say everything, and others a tenth beside it', () => {
    expect(kept({ local: 120 }, 0.1)).toEqual({ local: 120 });
    expect(kept({ local: 90, mallory: 500 }, 0.1)).toEqual({ local: 90, mallory: 10 });
  });

  it('counts nothing of a team too small for its share, and equal parts when the share is theirs', () => {
    expect(kept({ ann: 20, bob: 20, eve: 400 }, 0.1)).toEqual({});
    expect(kept({ mallory: 30 }, 0.1)).toEqual({});
    expect(kept({ ann: 20, bob: 20, eve: 400 }, 1 / 3)).toEqual({ ann: 20, bob: 20, eve: 20 });
  });

  it('never lets an author have more than the share, and loses nobody who is within it', () => {
    for (const counts of [
      { ...team(12, 5), a: 40, b: 3 },
      { ...team(30, 1), a: 9, b: 9 },
      { local: 7, a: 3 },
    ]) {
      const result = kept(counts as Record<string, number>, 0.1);
      const total = Object.values(result).reduce((sum, count) => sum + count, 0);
      const authors = Object.entries(result).filter(([name]) => name !== 'local');
      for (const [, count] of authors) expect(count).toBeLessThanOrEqual(0.1 * total + 1e-9);
    }
    expect(kept(team(12, 5), 0.1)).toEqual(team(12, 5));
    expect(kept({}, 0.1)).toEqual({});
  });

  it('counts an author’s first labels', () => {
    const mixed = labels({ local: 9, mallory: 4 }).toReversed();
    expect(capAuthors(mixed, 0.1, 'local').map(({ ticketId }) => ticketId)[0]).toBe('mallory-3');
  });
});

describe('capAuthors among a team', () => {
  it('lets one author decide only where nobody else has ever labelled', () => {
    expect(kept({ ann: 120 }, 'team', false)).toEqual({ ann: 120 });
    expect(kept({ mallory: 120 }, 'team', true)).toEqual({});
    expect(kept({ mallory: 120 }, 'team')).toEqual({});
    expect(kept({ local: 120 }, 'team')).toEqual({ local: 120 });
    // What was said before there were accounts counts, and is nobody's.
    expect(kept({ local: 9, ann: 500 }, 'team', false)).toEqual({ local: 9, ann: 500 });
    expect(kept({ local: 9, mallory: 500 }, 'team', true)).toEqual({ local: 9 });
    expect(kept({ local: 1, ann: 40, bob: 30 }, 'team')).toEqual({ local: 1, ann: 30, bob: 30 });
  });

  it('counts the labels of a team of three, and takes little from them when one gives few', () => {
    expect(kept({ ann: 40, bob: 40, eve: 40 }, 'team')).toEqual({ ann: 40, bob: 40, eve: 40 });
    expect(kept({ ann: 50, bob: 40, eve: 2 }, 'team')).toEqual({ ann: 40, bob: 40, eve: 2 });
    expect(kept({ ann: 20, bob: 20, mallory: 400 }, 'team')).toEqual({ ann: 20, bob: 20, mallory: 20 });
    expect(kept({ ann: 3, mallory: 400 }, 'team')).toEqual({ ann: 3, mallory: 3 });
  });

  it('gives no author more than one part of the upper half of the authors', () => {
    for (let authors = 2; authors <= 20; authors += 1) {
      for (let seed = 1; seed <= 50; seed += 1) {
        const counts = Object.fromEntries(
          Array.from({ length: authors }, (_, n) => [`agent-${n}`, 1 + ((seed * 7_919 + n * n * 104_729) % 97)]),
        );
        const result = Object.values(kept({ ...counts, 'agent-0': 1_000 }, 'team'));
        const total = result.reduce((sum, count) => sum + count, 0);
        expect(Math.max(...result) * ((authors >> 1) + 1)).toBeLessThanOrEqual(total);
      }
    }
  });
});
