import { type Author, type Consent, ticketConsentChanged } from '@driftdesk/contracts';
import { DATABASE, type Database, sqlOf } from '@driftdesk/database';
import { auditEvent } from '@driftdesk/governance';
import { newEvent, publish } from '@driftdesk/messaging';
import { currentCorrelationId, HttpProblem, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { notifyChanged } from '../tickets/ticket-changes-channel.js';
import { nextOrder } from '../tickets/statement-order.js';
import { requireRoom } from '../tickets/ticket-room.js';
import { asRequester, visibleTo } from '../tickets/visible-tickets.js';

/** What requesters allow to be done with their tickets, changed afterwards. */
@Injectable()
export class TicketConsent {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * Ticket, timeline, event and audit in one transaction; whoever acts on a consent asks whether such an event is on its
   * way to him. @throws HttpProblem 404; 403 when somebody else than the requester would allow more
   */
  async change(id: string, consent: Consent, author: Author): Promise<void> {
    await this.database.prisma.$transaction(async (tx) => {
      const row = await asRequester(tx, author, () => tx.ticket.findUnique({ where: { id, ...visibleTo(author) } }));
      if (row === null) throw notFound('ticket');
      const before = { externalProcessing: row.externalProcessing, training: row.training };
      if (isSame(before, consent)) return;
      if (row.requesterId !== author.id && allowsMore(before, consent)) throw notTheirs();
      // A withdrawal must always be possible.
      if (allowsMore(before, consent)) await requireRoom(sqlOf(tx), id, author);
      const at = new Date();
      await tx.ticket.update({ where: { id }, data: { ...consent, updatedAt: at } });
      const action = { ticketId: id, event: 'consent-changed', at, authorId: author.id, authorRole: author.role };
      await tx.action.create({ data: action });
      const sql = sqlOf(tx);
      await notifyChanged(sql, [id]);
      const order = await nextOrder(sql);
      await publish(sql, [
        newEvent(ticketConsentChanged, { ticketId: id, consent, author, order }, currentCorrelationId() ?? uuidv7()),
        auditEvent({
          action: 'consent.changed',
          actor: author,
          subject: { kind: 'ticket', id },
          facts: { ...consent },
        }),
      ]);
    });
  }
}

const isSame = (one: Consent, other: Consent) =>
  one.externalProcessing === other.externalProcessing && one.training === other.training;

const allowsMore = (before: Consent, after: Consent) =>
  (after.externalProcessing && !before.externalProcessing) || (after.training && !before.training);

const notTheirs = () =>
  new HttpProblem(403, 'not_your_consent', 'Only the requester can allow more; others can only withdraw for him.');
