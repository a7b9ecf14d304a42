import type { Author, TicketStatus, TicketSummary, TicketView } from '@driftdesk/contracts';
import { DATABASE, type Database, newestFirst } from '@driftdesk/database';
import { decodeSerialCursor, encodeSerialCursor, notFound, type ShareRuns, shareRuns } from '@driftdesk/platform';
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

export type BriefTicket = Pick<TicketSummary, 'id' | 'status' | 'requester'>;

/** Brief reads that go on at the same time. */
const width = 4;

/** Tickets as HTTP shows them, to whoever may see them: another's ticket is not there for a requester. */
@Injectable()
export class TicketReader {
  private readonly briefs: ShareRuns<BriefTicket> = shareRuns(width);

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws HttpProblem 404 */
  async get(id: string, viewer: Author): Promise<TicketView> {
    const row = await readAs(this.database, viewer, (tx) =>
      tx.ticket.findUnique({ where: { id, ...visibleTo(viewer) }, include: withPeople }),
    );
    if (row === null) throw notFound('ticket');
    return toView(row);
  }

  /** Whose a ticket is, and its status: what waiting costs. Those who ask at once share a read. @throws HttpProblem 404 */
  brief(id: string, viewer: Author): Promise<BriefTicket> {
    const select = { status: true, requesterId: true, requesterRole: true };
    const readers = viewer.role === 'requester' ? viewer.id : 'staff';
    return this.briefs(`${id} ${readers}`, async () => {
      const row = await readAs(this.database, viewer, (tx) =>
        tx.ticket.findUnique({ where: { id, ...visibleTo(viewer) }, select }),
      );
      if (row === null) throw notFound('ticket');
      const requester = { id: row.requesterId, role: row.requesterRole as Author['role'] };
      return { id, status: row.status as TicketStatus, requester };
    });
  }

  /** @throws HttpProblem 404 */
  async status(id: string, viewer: Author): Promise<TicketStatus> {
    return (await this.brief(id, viewer)).status;
  }

  /** Newest first, in the order in which they came here. */
  async list({ cursor, limit, ...wanted }: Page, viewer: Author) {
    const filters = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const { rows, next } = await newestFirst({ before: decodeSerialCursor(cursor), limit }, ({ where, ...page }) =>
      readAs(this.database, viewer, (tx) =>
        tx.ticket.findMany({ where: { ...filters, ...where, ...visibleTo(viewer) }, omit: { omitted: true }, ...page }),
      ),
    );
    return { items: rows.map(toSummary), nextCursor: encodeSerialCursor(next) };
  }
}
