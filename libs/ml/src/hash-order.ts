import { hashShare } from './hash-share.js';

/**
 * Items in an order that looks random and that two of them always have under a seed: a few more items come in between and
 * leave the others as they were, so what is drawn from the front changes little from one snapshot to the next.
 */
export function hashOrder<Item>(items: readonly Item[], nameOf: (item: Item) => string, seed: number): Item[] {
  const keyed = items.map((item) => ({ item, key: hashShare(nameOf(item), seed) }));
  return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
}
