import { groupBy } from './group-by.js';
import { hashOrder } from './hash-order.js';

/** A row as splitting sees it: rows of one group stay together; strata are kept in proportion where groups allow. */
export interface SplitRow {
  readonly group: string;
  readonly stratum: string;
}

export interface Split {
  /** Row numbers, ascending. */
  readonly kept: readonly number[];
  readonly held: readonly number[];
}

interface Group {
  readonly name: string;
  readonly stratum: string;
  readonly rows: readonly number[];
}

/**
 * Holds out whole groups worth about `share` of each stratum's rows. A group counts for the stratum most of its rows
 * have. Under a seed a group's place is by its name, so that rows which come or go leave nearly all others where they were.
 * Both sides get at least one group.
 */
export function splitByGroup(rows: readonly SplitRow[], share: number, seed: number): Split {
  const groups = collectGroups(rows);
  if (groups.length < 2) throw new RangeError('A split needs rows of at least two groups.');
  const held: Group[] = [];
  for (const stratum of [...new Set(groups.map((group) => group.stratum))].sort()) {
    held.push(
      ...pick(
        groups.filter((group) => group.stratum === stratum),
        share,
        seed,
      ),
    );
  }
  if (held.length === 0)
    held.push(groups.reduce((best, group) => (group.rows.length < best.rows.length ? group : best)));
  if (held.length === groups.length) held.pop();
  const out = new Set(held.flatMap((group) => group.rows));
  const numbers = [...rows.keys()];
  return { kept: numbers.filter((row) => !out.has(row)), held: numbers.filter((row) => out.has(row)) };
}

/** Takes groups while each brings the rows taken nearer to the share; never all of several groups. */
function pick(groups: readonly Group[], share: number, seed: number): Group[] {
  const wanted = share * groups.reduce((sum, group) => sum + group.rows.length, 0);
  const taken: Group[] = [];
  let size = 0;
  for (const group of hashOrder(groups, ({ name }) => name, seed)) {
    const nearer = Math.abs(size + group.rows.length - wanted) < Math.abs(size - wanted);
    if (!nearer || taken.length + 1 >= groups.length) continue;
    taken.push(group);
    size += group.rows.length;
  }
  return taken;
}

function collectGroups(rows: readonly SplitRow[]): Group[] {
  const byName = groupBy([...rows.keys()], (row) => (rows[row] as SplitRow).group);
  return [...byName]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, numbers]) => ({
      name,
      rows: numbers,
      stratum: majority(numbers.map((row) => (rows[row] as SplitRow).stratum)),
    }));
}

/** The commonest; the first in code-unit order among equals. */
function majority(strata: readonly string[]): string {
  const counts = [...groupBy(strata, (stratum) => stratum)].map(([name, all]) => ({ name, count: all.length }));
  counts.sort((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1));
  return (counts[0] as { name: string }).name;
}
