import { DATABASE, type Database, newestFirst } from '@driftdesk/database';
import { decodeSerialCursor, encodeSerialCursor } from '@driftdesk/platform';
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
  async list({ cursor, limit, ...wanted }: Page) {
    const filters = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const { rows, next } = await newestFirst({ before: decodeSerialCursor(cursor), limit }, ({ where, ...page }) =>
      this.database.prisma.document.findMany({
        where: { ...filters, ...where },
        ...page,
        include: { _count: { select: { passages: true } } },
      }),
    );
    return { items: rows.map(toSummary), nextCursor: encodeSerialCursor(next) };
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
