import type { ticketLabelled } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import type { z } from 'zod';
import { joinObservations } from './labels-of-observations.js';

/** A ticket's labels, and when they were said, by a clock that may have gone back since. */
export interface LabelledTicket extends z.infer<typeof ticketLabelled.schema> {
  readonly at: string;
}

/**
 * Keeps tickets as examples. Of several labels of a head an agent's counts before an import's, then the latest
 * by the gateway's order; the order in which they come does not matter. Of tickets without consent to training only the labels are kept, to know how
 * often the machine errs.
 */
export async function writeExamples(sql: Sql, labelled: readonly LabelledTicket[]): Promise<void> {
  const allowed = labelled.filter(({ ticket }) => ticket.consent.training);
  // The group that an import brought is better than a digest of the text.
  await insertTexts(
    sql,
    allowed.filter(({ source }) => source === 'original'),
    'UPDATE SET "group" = EXCLUDED."group"',
  );
  await insertTexts(
    sql,
    allowed.filter(({ source }) => source === 'agent'),
    'NOTHING',
  );
  await insertLabels(sql, labelled);
}

async function insertTexts(sql: Sql, labelled: readonly LabelledTicket[], onConflict: string): Promise<void> {
  const distinct = [...new Map(labelled.map((one) => [one.ticket.id, one])).values()];
  if (distinct.length === 0) return;
  await sql.execute(
    `INSERT INTO monitor.examples (ticket_id, "group", subject, body, language)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT (ticket_id) DO ${onConflict}`,
    distinct.map(({ ticket }) => ticket.id),
    distinct.map(({ group }) => group),
    distinct.map(({ ticket }) => ticket.subject ?? null),
    distinct.map(({ ticket }) => ticket.body),
    distinct.map(({ ticket }) => ticket.language),
  );
}

async function insertLabels(sql: Sql, labelled: readonly LabelledTicket[]): Promise<void> {
  const rows = labelled.flatMap((one) => Object.entries(one.labels).map(([head, label]) => ({ ...one, head, label })));
  const ticketIds = [...new Set(labelled.map(({ ticket }) => ticket.id))];
  await sql.execute(
    `INSERT INTO monitor.example_labels AS known
            (ticket_id, head, label, source, author_id, author_role, labelled_at, given)
     SELECT ticket_id, head, label, source, author_id, author_role, labelled_at, given FROM (
       SELECT DISTINCT ON (ticket_id, head) *
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::bigint[])
         WITH ORDINALITY AS row (ticket_id, head, label, source, author_id, author_role, labelled_at, given, place)
       ORDER BY ticket_id, head, (source = 'agent') DESC, given DESC, labelled_at DESC) latest
     ORDER BY place
     ON CONFLICT (ticket_id, head) DO UPDATE SET label = EXCLUDED.label, source = EXCLUDED.source,
            author_id = EXCLUDED.author_id, author_role = EXCLUDED.author_role, labelled_at = EXCLUDED.labelled_at,
            given = EXCLUDED.given,
            sequence = CASE known.source WHEN 'agent' THEN known.sequence ELSE EXCLUDED.sequence END
     WHERE (EXCLUDED.source = 'agent', EXCLUDED.given, EXCLUDED.labelled_at)
        >= (known.source = 'agent', known.given, known.labelled_at)`,
    rows.map(({ ticket }) => ticket.id),
    rows.map(({ head }) => head),
    rows.map(({ label }) => label),
    rows.map(({ source }) => source),
    rows.map(({ author }) => author.id),
    rows.map(({ author }) => author.role),
    rows.map(({ at }) => at),
    rows.map(({ order }) => order ?? 0),
  );
  await joinObservations(sql, ticketIds);
}
