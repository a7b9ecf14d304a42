import type { TicketStatus, TicketView } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { decodeCursor, encodeCursor, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { toSummary, toView, withPeople } from './ticket-view.js';

interface Page {
  readonly status?: TicketStatus | undefined;
  readonly queue?: string | undefined;
  readonly urgency?: string | undefined;
  readonly assignee?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Tickets as HTTP shows them. */
@Injectable()
export class TicketReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws HttpProblem 404 */
  async get(id: string): Promise<TicketView> {
    const row = await this.database.prisma.ticket.findUnique({ where: { id }, include: withPeople });
    if (row === null) throw notFound('ticket');
    return toView(row);
  }

  /** The status alone: what waiting costs. @throws HttpProblem 404 */
  async status(id: string): Promise<TicketStatus> {
    const row = await this.database.prisma.ticket.findUnique({ where: { id }, select: { status: true } });
    if (row === null) throw notFound('ticket');
    return row.status as TicketStatus;
  }

  /** Newest first. */
  async list({ cursor, limit, ...wanted }: Page) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const filters = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const older = after && { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] };
    const rows = await this.database.prisma.ticket.findMany({
      where: { ...filters, ...older },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor =
      rows.length > limit && last !== undefined ? encodeCursor({ at: last.createdAt, id: last.id }) : null;
    return { items: items.map(toSummary), nextCursor };
  }
}
