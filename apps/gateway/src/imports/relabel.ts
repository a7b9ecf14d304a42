import type { Consent, ImportedTicket } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { notifyChanged } from '../tickets/ticket-changes-channel.js';
import type { KnownImport } from './import-writes.js';

/** A ticket that was imported before, with the labels that it has now. */
export interface RelabelledRow {
  readonly known: KnownImport;
  readonly labels: ImportedTicket['labels'];
}

/** Most ids of one NOTIFY, whose payload must stay below 8,000 bytes. */
const idsPerNotice = 200;

/**
 * Writes new labels of tickets that were imported before. Where an agent has corrected the label since, the agent's stays.
 * @returns the consent and language that each ticket was stored with, by id
 */
export async function relabel(
  sql: Sql,
  rows: readonly RelabelledRow[],
  at: string,
): Promise<Map<string, StoredTicket>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ known }) => known.ticketId);
  const queues = rows.map(({ labels }) => labels.queue);
  const urgencies = rows.map(({ labels, known }) => labels.urgency ?? known.urgency);
  const stored = await sql.query<StoredTicketRow>(
    `UPDATE gateway.tickets t SET updated_at = $4::timestamptz,
            corrected_queue = CASE WHEN t.corrected_queue = i.queue THEN row.queue ELSE t.corrected_queue END,
            corrected_urgency = CASE WHEN t.corrected_urgency IS NOT DISTINCT FROM i.urgency THEN row.urgency
                                     ELSE t.corrected_urgency END
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS row (id, queue, urgency)
     JOIN gateway.imported_tickets i ON i.ticket_id = row.id
     WHERE t.id = row.id
     RETURNING t.id, t.language, t.external_processing, t.training, t.created_at`,
    ids,
    queues,
    urgencies,
    at,
  );
  await sql.execute(
    `UPDATE gateway.imported_tickets i SET queue = row.queue, urgency = row.urgency
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS row (id, queue, urgency) WHERE i.ticket_id = row.id`,
    ids,
    queues,
    urgencies,
  );
  for (let from = 0; from < ids.length; from += idsPerNotice) {
    await notifyChanged(sql, ids.slice(from, from + idsPerNotice));
  }
  return new Map(stored.map((row) => [row.id, toStored(row)]));
}

/** What a ticket was stored with and its import does not say again. */
export interface StoredTicket {
  readonly language: string;
  readonly consent: Consent;
  readonly submittedAt: string;
}

interface StoredTicketRow {
  readonly id: string;
  readonly language: string;
  readonly external_processing: boolean;
  readonly training: boolean;
  readonly created_at: Date;
}

function toStored(row: StoredTicketRow): StoredTicket {
  const consent = { externalProcessing: row.external_processing, training: row.training };
  return { language: row.language, consent, submittedAt: row.created_at.toISOString() };
}
