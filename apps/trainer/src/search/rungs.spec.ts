import { describe, expect, it } from '@jest/globals';
import { rungs, rungSizes } from './rungs.js';

describe('rungs', () => {
  it.each([
    [100, [100]],
    [799, [799]],
    [800, [400, 800]],
    [1_700, [425, 850, 1_700]],
    [30_000, [3_750, 7_500, 15_000, 30_000]],
  ])('of %d labelled rows double up to all, and none has fewer than 400 of more', (labelled, sizes) => {
    expect(rungSizes(labelled)).toEqual(sizes);
  });

  it('halve the candidates', () => {
    expect(rungs(15, [1, 2, 4, 8]).map(({ candidates }) => candidates)).toEqual([15, 8, 4, 2]);
    expect(rungs(1, [1, 2])).toEqual([
      { rows: 1, candidates: 1 },
      { rows: 2, candidates: 1 },
    ]);
  });
});
