import { type Author, authorSchema } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import type { Alias } from './aliases.js';

/** One move of an alias. */
export interface AliasChange {
  /** Rises with time, in each model. */
  readonly id: bigint;
  readonly alias: Alias;
  readonly version: string;
  /** What the alias pointed at before; null: nothing, or not known. */
  readonly from: string | null;
  readonly at: Date;
  readonly reason: string;
  readonly author: Author;
}

/** A page of the history: at most `limit` changes, those older than change `before`. */
export interface HistoryPage {
  readonly limit: number;
  readonly before?: bigint | undefined;
}

/** What a model's aliases pointed at, newest change first. */
export async function readHistory(
  { prisma }: Database,
  name: string,
  { limit, before }: HistoryPage,
): Promise<AliasChange[]> {
  const rows = await prisma.aliasChange.findMany({
    where: { name, ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(({ id, alias, version, fromVersion, at, reason, authorId, authorRole }) => ({
    id,
    alias: alias as Alias,
    version,
    from: fromVersion,
    at,
    reason,
    author: authorSchema.parse({ id: authorId, role: authorRole }),
  }));
}
