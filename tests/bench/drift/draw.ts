import type { Random } from '@driftdesk/ml';

/** Some of the items in random order, none twice. @throws RangeError when there are not so many */
export function draw<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  if (count > items.length) throw new RangeError(`Cannot draw ${count} of ${items.length} rows.`);
  const pool = [...items];
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (pool.length - at));
    [pool[at], pool[other]] = [pool[other] as Item, pool[at] as Item];
  }
  return pool.slice(0, count);
}
