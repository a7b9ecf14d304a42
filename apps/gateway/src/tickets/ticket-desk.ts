import {
  type Author,
  type Envelope,
  type ReopenReason,
  type Ticket,
  ticketFeedbackGiven,
  ticketLabelled,
  ticketResolved,
  ticketText,
} from '@driftdesk/contracts';
import { DATABASE, type Database, type Prisma, type PrismaTransaction, type Sql, sqlOf } from '@driftdesk/database';
import { newEvent, publish } from '@driftdesk/messaging';
import { conflict, currentCorrelationId, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ReadReply } from './read-submission.js';
import { nextOrder } from './statement-order.js';
import { requireRoom } from './ticket-room.js';
import { textGroup } from './text-group.js';
import { asRequester, visibleTo } from './visible-tickets.js';
import { notifyChanged } from './ticket-changes-channel.js';

interface Feedback {
  readonly labels: { readonly queue?: string | undefined; readonly urgency?: string | undefined };
  readonly helpful?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly as?: Speaker | undefined;
}

/** Whose words something is; said by staff who speak for somebody else. */
type Speaker = 'requester' | 'agent';

type Row = Prisma.TicketGetPayload<object>;

/** What people do with tickets, requesters with their own. Each action is one transaction: state, timeline, event. */
@Injectable()
export class TicketDesk {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  giveFeedback(id: string, { labels, helpful, comment, as }: Feedback, author: Author): Promise<void> {
    return this.act(id, 'feedback', author, async (tx, row) => {
      await requireRoom(sqlOf(tx), id, author, comment);
      const stated = Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== undefined));
      const right = stated as Record<string, string>;
      const opinion = { ticketId: id, labels: right, helpful, comment };
      const data = { ...opinion, id: uuidv7(), authorId: author.id, authorRole: author.role, createdAt: new Date() };
      await tx.feedback.create({ data });
      await tx.ticket.update({
        where: { id },
        data: {
          ...(labels.queue === undefined ? {} : { correctedQueue: labels.queue }),
          ...(labels.urgency === undefined ? {} : { correctedUrgency: labels.urgency }),
        },
      });
      const isUnhelpful = helpful === false && isRequesters(row, author, as);
      if (isUnhelpful && isDone(row)) await giveToPerson(tx, row, 'not_helpful', author);
      const given = newEvent(ticketFeedbackGiven, { ...opinion, author }, correlationId());
      return [given, ...(await labelled(sqlOf(tx), toTicket(row), right, author))];
    });
  }

  /**
   * A requester who writes again has something to say that nobody has read: the ticket is a person's then. What a machine
   * of theirs sends, such as an absence, is kept and changes nothing.
   */
  reply(id: string, { as, ...reply }: ReadReply & { as?: Speaker | undefined }, author: Author): Promise<void> {
    const isAutomatic = reply.automatic !== undefined;
    return this.act(id, isAutomatic ? 'automatic_reply' : 'replied', author, async (tx, row) => {
      await requireRoom(sqlOf(tx), id, author, reply.text + (omittedOf(reply) ?? ''));
      await storeReply(tx, id, reply, author);
      if (!isAutomatic && isRequesters(row, author, as)) await giveToPerson(tx, row, 'requester_replied', author);
      return [];
    });
  }

  assign(id: string, assignee: string | null, author: Author): Promise<void> {
    return this.act(id, assignee === null ? 'unassigned' : 'assigned', author, async (tx) => {
      await requireRoom(sqlOf(tx), id, author);
      await tx.ticket.update({ where: { id }, data: { assignee } });
      return [];
    });
  }

  /** @throws HttpProblem 409 when it is resolved already */
  resolve(id: string, resolution: string | undefined, addToKnowledge: boolean, author: Author): Promise<void> {
    return this.act(id, 'resolved', author, async (tx, row) => {
      if (row.resolvedAt !== null) throw conflict('already_resolved', 'The ticket is resolved already.');
      // A full ticket can still be ended, without a word.
      if (resolution !== undefined) await requireRoom(sqlOf(tx), id, author, resolution);
      await tx.ticket.update({ where: { id }, data: { resolvedAt: new Date() } });
      if (resolution !== undefined) await storeReply(tx, id, { text: resolution }, author);
      const queue = row.queue ?? undefined;
      return [
        newEvent(ticketResolved, { ticket: toTicket(row), resolution, addToKnowledge, queue, author }, correlationId()),
      ];
    });
  }

  /** @throws HttpProblem 409 when the machine has not finished it or a person has it already */
  reopen(id: string, comment: string | undefined, author: Author): Promise<void> {
    return this.act(id, 'reopened', author, async (tx, row) => {
      if (!isDone(row)) {
        throw conflict(
          'not_reopenable',
          `Only an answered or resolved ticket can be reopened; this one is ${row.status}.`,
        );
      }
      await requireRoom(sqlOf(tx), id, author, comment);
      await reopen(tx, id, 'reopened');
      if (comment !== undefined) await storeReply(tx, id, { text: comment }, author);
      return [];
    });
  }

  private act(
    id: string,
    event: string,
    author: Author,
    change: (tx: PrismaTransaction, row: Row) => Promise<Envelope[]>,
  ): Promise<void> {
    return this.database.prisma.$transaction(async (tx) => {
      const row = await asRequester(tx, author, () => tx.ticket.findUnique({ where: { id, ...visibleTo(author) } }));
      if (row === null) throw notFound('ticket');
      await storeAction(tx, id, event, author);
      const events = await change(tx, row);
      await tx.ticket.update({ where: { id }, data: { updatedAt: new Date() } });
      const sql = sqlOf(tx);
      await notifyChanged(sql, [id]);
      await publish(sql, events);
    });
  }
}

const isDone = ({ status }: Row) => status === 'resolved' || status === 'answered';

/** On an open desk everybody is one person: whoever submitted the ticket speaks as its requester unless they say otherwise. */
function isRequesters({ requesterId }: Row, author: Author, as: Speaker | undefined): boolean {
  return as === undefined ? author.id === requesterId : as === 'requester';
}

async function giveToPerson(tx: PrismaTransaction, row: Row, reason: ReopenReason, author: Author): Promise<void> {
  // Somebody is to look at it already; why, stays.
  if (row.status === 'needs_human') return;
  await reopen(tx, row.id, reason);
  await storeAction(tx, row.id, 'reopened', author);
}

/** Whatever the machine says after this, the ticket is a person's until it is resolved. */
async function reopen(tx: PrismaTransaction, id: string, reopenReason: ReopenReason): Promise<void> {
  await tx.ticket.update({ where: { id }, data: { resolvedAt: null, reopenedAt: new Date(), reopenReason } });
}

async function storeAction(tx: PrismaTransaction, ticketId: string, event: string, author: Author): Promise<void> {
  await tx.action.create({ data: { ticketId, event, at: new Date(), authorId: author.id, authorRole: author.role } });
}

async function storeReply(tx: PrismaTransaction, ticketId: string, reply: ReadReply, author: Author): Promise<void> {
  const { text, automatic = null } = reply;
  const by = { authorId: author.id, authorRole: author.role, createdAt: new Date() };
  await tx.reply.create({ data: { id: uuidv7(), ticketId, text, omitted: omittedOf(reply), automatic, ...by } });
}

function omittedOf({ omitted = [] }: ReadReply): string | null {
  return omitted.length === 0 ? null : JSON.stringify(omitted);
}

/** What a person who answers tickets says is right is something to learn. */
async function labelled(sql: Sql, ticket: Ticket, labels: Record<string, string>, author: Author): Promise<Envelope[]> {
  if (Object.keys(labels).length === 0 || (author.role !== 'agent' && author.role !== 'admin')) return [];
  const order = await nextOrder(sql);
  const example = { ticket, group: textGroup(ticketText(ticket)), labels, source: 'agent' as const, author, order };
  return [newEvent(ticketLabelled, example, correlationId())];
}

function correlationId(): string {
  return currentCorrelationId() ?? uuidv7();
}

function toTicket(row: Row): Ticket {
  return {
    id: row.id,
    ...(row.subject === null ? {} : { subject: row.subject }),
    body: row.body,
    language: row.language,
    channel: row.channel,
    requester: { id: row.requesterId, role: row.requesterRole as Author['role'] },
    consent: { externalProcessing: row.externalProcessing, training: row.training },
    submittedAt: row.createdAt.toISOString(),
  };
}
