import type { Author, TicketStatus, TicketView } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { decodeCursor, encodeCursor, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { toSummary, toView, withPeople } from './ticket-view.js';
import { readAs, visibleTo } from './visible-tickets.js';

interface Page {
  readonly status?: TicketStatus | undefined;
  readonly queue?: string | undefined;
  readonly urgency?: string | undefined;
  readonly assignee?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Tickets as HTTP shows them, to whoever may see them: another's ticket is not there for a requester. */
@Injectable()
export class TicketReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws HttpProblem 404 */
  async get(id: string, viewer: Author): Promise<TicketView> {
    const row = await readAs(this.database, viewer, (tx) =>
      tx.ticket.findUnique({ where: { id, ...visibleTo(viewer) }, include: withPeople }),
    );
    if (row === null) throw notFound('ticket');
    return toView(row);
  }

  /** The status alone: what waiting costs. @throws HttpProblem 404 */
  async status(id: string, viewer: Author): Promise<TicketStatus> {
    const row = await readAs(this.database, viewer, (tx) =>
      tx.ticket.findUnique({ where: { id, ...visibleTo(viewer) }, select: { status: true } }),
    );
    if (row === null) throw notFound('ticket');
    return row.status as TicketStatus;
  }

  /** Newest first. */
  async list({ cursor, limit, ...wanted }: Page, viewer: Author) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const filters = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const older = after && { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] };
    const rows = await readAs(this.database, viewer, (tx) =>
      tx.ticket.findMany({
        where: { ...filters, ...older, ...visibleTo(viewer) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      }),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor =
      rows.length > limit && last !== undefined ? encodeCursor({ at: last.createdAt, id: last.id }) : null;
    return { items: items.map(toSummary), nextCursor };
  }
}
