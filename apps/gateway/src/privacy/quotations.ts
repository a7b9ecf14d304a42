import type { Answer, Passage } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { rewritePayloads } from '@driftdesk/messaging';

/** Stands for an answer that quoted what was erased. */
export const erasedAnswer = '[This answer quoted knowledge that has been erased.]';

/** Documents that are gone: takes them out of what quotes them, and of what will. @returns how many did */
export async function eraseDocuments(sql: Sql, documentIds: readonly string[]): Promise<number> {
  await sql.execute(
    'INSERT INTO gateway.erased_documents (id) SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING',
    documentIds,
  );
  let quoted = 0;
  for (const id of documentIds) quoted += await eraseQuotations(sql, id);
  return quoted;
}

/** For tickets whose stages were written just now: a search or a draft may have begun before the document went. */
export async function forgetErased(sql: Sql, ticketIds: readonly string[]): Promise<void> {
  const quoted = await sql.query<{ id: string }>(
    `SELECT DISTINCT d.id FROM gateway.erased_documents d JOIN gateway.tickets t
       ON strpos(coalesce(t.passages, '') || coalesce(t.outcome, ''), d.id::text) > 0
     WHERE t.id = ANY($1::uuid[])`,
    ticketIds,
  );
  for (const { id } of quoted) await eraseQuotations(sql, id);
}

/** Takes a document that is gone out of the tickets, and the events about them, that quote it. @returns how many did */
async function eraseQuotations(sql: Sql, documentId: string): Promise<number> {
  const rows = await sql.query<{ id: string; passages: string | null; outcome: string | null }>(
    `SELECT id, passages, outcome FROM gateway.tickets
     WHERE strpos(coalesce(passages, ''), $1) > 0 OR strpos(coalesce(outcome, ''), $1) > 0`,
    documentId,
  );
  for (const { id, passages, outcome } of rows) {
    await sql.execute(
      'UPDATE gateway.tickets SET passages = $2, outcome = $3 WHERE id = $1::uuid',
      ...[id, cleanText(passages, documentId), cleanText(outcome, documentId)],
    );
  }
  const events = await rewritePayloads(sql, documentId, (payload) => withoutDocument(payload, documentId));
  return rows.length + events;
}

function cleanText(json: string | null, documentId: string): string | null {
  return json === null ? null : JSON.stringify(withoutDocument(JSON.parse(json), documentId));
}

/** Passages of the document go; an answer that cites it loses its text. Whatever else there is stays. */
export function withoutDocument(value: unknown, documentId: string): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => (item as Partial<Passage> | null)?.documentId !== documentId)
      .map((item) => withoutDocument(item, documentId));
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isAnswerFrom(value, documentId)) return { ...value, text: erasedAnswer, citations: [] };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutDocument(member, documentId)]));
}

/** An outcome's answer, or the suggestion that goes with a ticket for a person. */
function isAnswerFrom(value: object, documentId: string): value is Answer {
  const { citations } = value as Partial<Answer>;
  return Array.isArray(citations) && citations.some((citation) => citation.documentId === documentId);
}
