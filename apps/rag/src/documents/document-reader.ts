import { DATABASE, type Database } from '@driftdesk/database';
import { decodeCursor, encodeCursor } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';

interface Page {
  readonly queue?: string | undefined;
  readonly language?: string | undefined;
  readonly externalId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Documents as HTTP shows them. */
@Injectable()
export class DocumentReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async find(id: string) {
    const row = await this.database.prisma.document.findUnique({
      where: { id },
      include: { _count: { select: { passages: true } } },
    });
    return row === null ? undefined : { ...toSummary(row), body: row.body };
  }

  /** Newest first. */
  async list({ queue, language, externalId, cursor, limit }: Page) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const rows = await this.database.prisma.document.findMany({
      where: {
        ...(queue === undefined ? {} : { queue }),
        ...(language === undefined ? {} : { language }),
        ...(externalId === undefined ? {} : { externalId }),
        ...(after === undefined
          ? {}
          : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: { _count: { select: { passages: true } } },
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor =
      rows.length > limit && last !== undefined ? encodeCursor({ at: last.createdAt, id: last.id }) : null;
    return { items: items.map(toSummary), nextCursor };
  }
}

interface Row {
  id: string;
  externalId: string | null;
  title: string;
  language: string;
  queue: string | null;
  url: string | null;
  tags: string[];
  source: string;
  createdAt: Date;
  updatedAt: Date;
  _count: { passages: number };
}

function toSummary(row: Row) {
  return {
    id: row.id,
    externalId: row.externalId ?? undefined,
    title: row.title,
    language: row.language,
    queue: row.queue ?? undefined,
    url: row.url ?? undefined,
    tags: row.tags,
    source: row.source,
    passages: row._count.passages,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
