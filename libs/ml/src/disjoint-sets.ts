/** Items 0 … count − 1 in sets that can be joined (Tarjan & van Leeuwen 1984, with path halving). */
export interface DisjointSets {
  /** The smallest item of the set that an item is in. */
  find(item: number): number;
  join(left: number, right: number): void;
}

/** Each item in a set of its own. */
export function createDisjointSets(count: number): DisjointSets {
  const parents = Int32Array.from({ length: count }, (_, item) => item);
  const find = (item: number) => {
    while (parents[item] !== item) {
      parents[item] = parents[parents[item] as number] as number;
      item = parents[item] as number;
    }
    return item;
  };
  return {
    find,
    join(left, right) {
      const [a, b] = [find(left), find(right)];
      parents[Math.max(a, b)] = Math.min(a, b);
    },
  };
}
