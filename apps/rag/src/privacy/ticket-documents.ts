import type { Sql } from '@driftdesk/database';
import { notifyDocumentChanged } from '../documents/document-changes-channel.js';

/** What a document says that it was made from. */
export const originOf = (ticketId: string) => `ticket:${ticketId}`;

/** Deletes the knowledge that was made of tickets. @returns the ids of the documents */
export async function deleteOfTickets(sql: Sql, ticketIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'DELETE FROM rag.documents WHERE origin = ANY($1::text[]) RETURNING id',
    ticketIds.map(originOf),
  );
  for (const { id } of rows) await notifyDocumentChanged(sql, id);
  return rows.map(({ id }) => id);
}

/** Whether the requester has withdrawn the consent that an event still carries. */
export async function isWithdrawn(sql: Sql, ticketId: string): Promise<boolean> {
  const [row] = await sql.query<{ training: boolean }>(
    'SELECT training FROM rag.consents WHERE ticket_id = $1::uuid',
    ticketId,
  );
  return row?.training === false;
}
