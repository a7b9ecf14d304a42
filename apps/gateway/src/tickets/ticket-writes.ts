import type { Author, Classification, Envelope, Outcome, Passage } from '@driftdesk/contracts';
import { notify, type Transaction } from '@driftdesk/database';
import type { Submission } from './submission.js';

/** NOTIFY channel that carries the ids of tickets whose read model changed. */
export const ticketsChannel = 'driftdesk_tickets';

export async function insertTickets(tx: Transaction, submissions: readonly Submission[]): Promise<void> {
  if (submissions.length === 0) return;
  await tx.ticket.createMany({
    data: submissions.map(({ ticket, externalId, correlationId }) => ({
      id: ticket.id,
      subject: ticket.subject ?? null,
      body: ticket.body,
      language: ticket.language,
      channel: ticket.channel,
      externalId: externalId ?? null,
      requesterId: ticket.requester.id,
      requesterRole: ticket.requester.role,
      ...ticket.consent,
      correlationId,
      createdAt: ticket.submittedAt,
      updatedAt: ticket.submittedAt,
    })),
  });
  await writeTimeline(
    tx,
    submissions.map(({ ticket }) => ({
      ticketId: ticket.id,
      event: 'received',
      at: ticket.submittedAt,
      author: ticket.requester,
    })),
  );
}

/** An entry of a ticket's timeline; the machine's have no author. */
export interface TimelineEvent {
  readonly ticketId: string;
  readonly event: string;
  readonly at: string;
  readonly author?: Author;
}

/** Adds entries to the timelines of tickets that exist, and tells who watches them. */
export async function writeTimeline(tx: Transaction, events: readonly TimelineEvent[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO gateway.timeline (ticket_id, event, at, author_id, author_role)
     SELECT row.ticket_id, row.event, row.at, row.author_id, row.author_role
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[])
       AS row (ticket_id, event, at, author_id, author_role)
     JOIN gateway.tickets t ON t.id = row.ticket_id`,
    events.map(({ ticketId }) => ticketId),
    events.map(({ event }) => event),
    events.map(({ at }) => at),
    events.map(({ author }) => author?.id ?? null),
    events.map(({ author }) => author?.role ?? null),
  );
  await notify(tx, ticketsChannel, events.map(({ ticketId }) => ticketId).join(','));
}

type Classified = { ticketId: string; classification: Classification };

/** The columns of stage `classified`; a repeated classification keeps the first. */
export async function writeClassifications(tx: Transaction, rows: readonly Classified[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE gateway.tickets t SET classification = row.classification::jsonb, predicted_queue = row.queue,
            predicted_urgency = row.urgency, updated_at = now()
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS row (id, classification, queue, urgency)
     WHERE t.id = row.id AND t.classification IS NULL`,
    rows.map(({ ticketId }) => ticketId),
    rows.map(({ classification }) => JSON.stringify(classification)),
    rows.map(({ classification }) => classification.heads['queue']?.label ?? null),
    rows.map(({ classification }) => classification.heads['urgency']?.label ?? null),
  );
}

/** The column of stage `context retrieved`. */
export async function writePassages(
  tx: Transaction,
  rows: readonly { ticketId: string; passages: readonly Passage[] }[],
): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE gateway.tickets t SET passages = row.passages::jsonb, updated_at = now()
     FROM unnest($1::uuid[], $2::text[]) AS row (id, passages) WHERE t.id = row.id AND t.passages IS NULL`,
    rows.map(({ ticketId }) => ticketId),
    rows.map(({ passages }) => JSON.stringify(passages)),
  );
}

/** The column of stage `answered`: the first outcome is final for the machine. */
export async function writeOutcomes(
  tx: Transaction,
  rows: readonly { ticketId: string; outcome: Outcome }[],
): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE gateway.tickets t SET outcome = row.outcome::jsonb, updated_at = now()
     FROM unnest($1::uuid[], $2::text[]) AS row (id, outcome) WHERE t.id = row.id AND t.outcome IS NULL`,
    rows.map(({ ticketId }) => ticketId),
    rows.map(({ outcome }) => JSON.stringify(outcome)),
  );
}

/** The column of stage `failed`. */
export async function writeFailures(
  tx: Transaction,
  rows: readonly { ticketId: string; reason: string }[],
): Promise<void> {
  for (const { ticketId, reason } of rows) {
    await tx.ticket.updateMany({ where: { id: ticketId }, data: { failure: reason, updatedAt: new Date() } });
  }
}

/** Timeline entries of a batch of events, one name for all. */
export function timelineOf<Payload>(
  batch: readonly Envelope<Payload>[],
  event: string,
  ticketId: (payload: Payload) => string,
): TimelineEvent[] {
  return batch.map(({ payload, occurredAt }) => ({ ticketId: ticketId(payload), event, at: occurredAt }));
}
