/** Groups in the order in which the documents first appear; the order within a document is kept. */
export function byDocument<Item>(items: readonly Item[], documentIdOf: (item: Item) => string): Item[][] {
  const documents = new Map<string, Item[]>();
  for (const item of items) {
    const id = documentIdOf(item);
    const document = documents.get(id);
    if (document) document.push(item);
    else documents.set(id, [item]);
  }
  return [...documents.values()];
}
