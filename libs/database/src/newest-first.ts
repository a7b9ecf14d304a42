/** A page of a list: `before` is the place of the last row of the page before. */
export interface Page {
  readonly before?: bigint | undefined;
  readonly limit: number;
}

/** What a query of a page adds to its own conditions. */
export interface PageQuery {
  readonly where: { readonly sequence?: { readonly lt: bigint } };
  readonly orderBy: { readonly sequence: 'desc' };
  readonly take: number;
}

/**
 * One page of rows in the order in which they came, the newest first: times can be set back, a sequence cannot.
 * @returns the rows, and where the next page begins; nothing when this is the last one
 */
export async function newestFirst<Row extends { sequence: bigint }>(
  { before, limit }: Page,
  find: (query: PageQuery) => Promise<Row[]>,
): Promise<{ rows: Row[]; next: bigint | undefined }> {
  const where = before === undefined ? {} : { sequence: { lt: before } };
  const found = await find({ where, orderBy: { sequence: 'desc' }, take: limit + 1 });
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? rows.at(-1)?.sequence : undefined };
}
