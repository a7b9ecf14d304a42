import { describe, expect, it } from '@jest/globals';
import { createRandom, shuffled } from './random.js';
import { splitByGroup } from './split.js';

const random = createRandom(3);
/** 200 groups of 1 to 6 rows; a quarter of them `rare`. */
const rows = Array.from({ length: 200 }, (_, group) =>
  Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
    group: `g${group}`,
    stratum: group % 4 === 0 ? 'rare' : 'common',
  })),
).flat();

describe('splitByGroup', () => {
  const { kept, held } = splitByGroup(rows, 0.2, 7);
  const groupsOf = (numbers: readonly number[]) => new Set(numbers.map((row) => rows[row]?.group));

  it('puts every row on one side and no group on both', () => {
    expect([...kept, ...held].sort((left, right) => left - right)).toEqual([...rows.keys()]);
    expect([...groupsOf(kept)].filter((group) => groupsOf(held).has(group))).toEqual([]);
  });

  it.each(['rare', 'common'])('holds the share of the stratum %s', (stratum) => {
    const all = rows.filter((row) => row.stratum === stratum).length;
    const out = held.filter((row) => rows[row]?.stratum === stratum).length;
    expect(Math.abs(out / all - 0.2)).toBeLessThan(0.02);
  });

  it('depends on the seed, not on the order of the rows', () => {
    const order = shuffled([...rows.keys()], createRandom(9));
    const again = splitByGroup(
      order.map((row) => rows[row] as (typeof rows)[number]),
      0.2,
      7,
    );
    expect(groupsOf(again.held.map((row) => order[row] as number))).toEqual(groupsOf(held));
    expect(splitByGroup(rows, 0.2, 8).held).not.toEqual(held);
  });

  it('gives each side a group even of two', () => {
    const two = [
      { group: 'a', stratum: 'x' },
      { group: 'b', stratum: 'y' },
      { group: 'b', stratum: 'y' },
    ];
    expect(splitByGroup(two, 0.1, 1)).toEqual({ kept: [1, 2], held: [0] });
    expect(() => splitByGroup(two.slice(0, 1), 0.1, 1)).toThrow('at least two groups');
  });
});
