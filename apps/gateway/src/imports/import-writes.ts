import { type Author, type ImportedTicket, maxBodyLength } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { cutWithMark } from '@driftdesk/mail';
import { v7 as uuidv7 } from 'uuid';
import { insertTickets } from '../tickets/insert-tickets.js';
import type { Submission } from '../tickets/submission.js';

/** A ticket to store as history. */
export interface ImportRow extends Submission {
  readonly imported: ImportedTicket;
  readonly textDigest: string;
}

/** What an earlier import stored under an external id. */
export interface KnownImport {
  readonly externalId: string;
  readonly ticketId: string;
  readonly textDigest: string;
  readonly queue: string;
  readonly urgency: string | null;
}

/** Takes the external ids that are free. @returns those that were taken now */
export async function claimExternalIds(sql: Sql, rows: readonly ImportRow[]): Promise<Set<string>> {
  const claimed = await sql.query<{ external_id: string }>(
    `INSERT INTO gateway.imported_tickets (external_id, ticket_id, text_digest, queue, urgency)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT DO NOTHING RETURNING external_id`,
    rows.map(({ imported }) => imported.externalId),
    rows.map(({ ticket }) => ticket.id),
    rows.map(({ textDigest }) => textDigest),
    rows.map(({ imported }) => imported.labels.queue),
    rows.map(({ imported }) => imported.labels.urgency ?? null),
  );
  return new Set(claimed.map(({ external_id: id }) => id));
}

/** What earlier imports stored under these external ids. */
export async function findImports(sql: Sql, externalIds: readonly string[]): Promise<Map<string, KnownImport>> {
  if (externalIds.length === 0) return new Map();
  const rows = await sql.query<KnownImport>(
    `SELECT external_id AS "externalId", ticket_id AS "ticketId", text_digest AS "textDigest", queue, urgency
     FROM gateway.imported_tickets WHERE external_id = ANY($1::text[])`,
    externalIds,
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** When the tickets of these external ids were last stored or changed. */
export async function lastChange(sql: Sql, externalIds: readonly string[]): Promise<Date | undefined> {
  if (externalIds.length === 0) return undefined;
  // A new ticket has the time of its file; its import is an action.
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max(greatest(t.updated_at, a.at)) AS at
     FROM gateway.imported_tickets i
     JOIN gateway.tickets t ON t.id = i.ticket_id
     LEFT JOIN gateway.actions a ON a.ticket_id = i.ticket_id
     WHERE i.external_id = ANY($1::text[])`,
    externalIds,
  );
  return row?.at ?? undefined;
}

/** Stores tickets that are resolved, their answers and who imported them. */
export async function insertHistory(sql: Sql, rows: readonly ImportRow[], author: Author, at: string): Promise<void> {
  if (rows.length === 0) return;
  await insertTickets(sql, rows);
  await sql.execute(
    `INSERT INTO gateway.actions (ticket_id, event, at, author_id, author_role)
     SELECT id, 'imported', $2::timestamptz, $3, $4 FROM unnest($1::uuid[]) AS row (id)`,
    rows.map(({ ticket }) => ticket.id),
    at,
    author.id,
    author.role,
  );
  await insertAnswers(sql, rows, author);
}

async function insertAnswers(sql: Sql, rows: readonly ImportRow[], author: Author): Promise<void> {
  const answered = rows.filter(({ imported }) => imported.answer !== undefined);
  if (answered.length === 0) return;
  await sql.execute(
    `INSERT INTO gateway.replies (id, ticket_id, text, created_at, author_id, author_role)
     SELECT *, $5, $6 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])`,
    answered.map(() => uuidv7()),
    answered.map(({ ticket }) => ticket.id),
    answered.map(({ imported }) => cutWithMark(imported.answer ?? '', maxBodyLength).head),
    answered.map(({ ticket }) => ticket.submittedAt),
    author.id,
    author.role,
  );
}
