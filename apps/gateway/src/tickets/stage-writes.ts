import type { Classification, Outcome, Passage } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { notifyChanged } from './ticket-changes-channel.js';

/** What a stage says of one ticket, and when it said so. */
interface Stage {
  readonly ticketId: string;
  readonly at: string;
}

/** The columns of stage `classified`; a repeated classification keeps the first. */
export async function writeClassifications(
  sql: Sql,
  rows: readonly (Stage & { classification: Classification })[],
): Promise<void> {
  const [ids, times] = idsAndTimes(rows);
  await sql.execute(
    `UPDATE gateway.tickets t SET classification = row.classification, predicted_queue = row.queue,
            predicted_urgency = row.urgency, classified_at = row.at, updated_at = now()
     FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])
       AS row (id, at, classification, queue, urgency)
     WHERE t.id = row.id AND t.classified_at IS NULL`,
    ids,
    times,
    rows.map(({ classification }) => JSON.stringify(classification)),
    rows.map(
      ({ classification }) => classification.alert?.labels['queue'] ?? classification.heads['queue']?.label ?? null,
    ),
    rows.map(
      ({ classification }) => classification.alert?.labels['urgency'] ?? classification.heads['urgency']?.label ?? null,
    ),
  );
  await notifyChanged(sql, ids);
}

/** The columns of stage `context retrieved`. */
export async function writePassages(
  sql: Sql,
  rows: readonly (Stage & { passages: readonly Passage[] })[],
): Promise<void> {
  const [ids, times] = idsAndTimes(rows);
  await sql.execute(
    `UPDATE gateway.tickets t SET passages = row.passages, context_retrieved_at = row.at, updated_at = now()
     FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS row (id, at, passages)
     WHERE t.id = row.id AND t.context_retrieved_at IS NULL`,
    ids,
    times,
    rows.map(({ passages }) => JSON.stringify(passages)),
  );
  await notifyChanged(sql, ids);
}

/** The columns of stage `answered`: the first outcome is final for the machine. */
export async function writeOutcomes(sql: Sql, rows: readonly (Stage & { outcome: Outcome })[]): Promise<void> {
  const [ids, times] = idsAndTimes(rows);
  await sql.execute(
    `UPDATE gateway.tickets t SET outcome = row.outcome, outcome_status = row.status, outcome_at = row.at,
            updated_at = now()
     FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[]) AS row (id, at, outcome, status)
     WHERE t.id = row.id AND t.outcome_at IS NULL`,
    ids,
    times,
    rows.map(({ outcome }) => JSON.stringify(outcome)),
    rows.map(({ outcome }) => outcome.status),
  );
  await notifyChanged(sql, ids);
}

/** The columns of stage `failed`: the last failure counts. */
export async function writeFailures(sql: Sql, rows: readonly (Stage & { reason: string })[]): Promise<void> {
  const [ids, times] = idsAndTimes(rows);
  await sql.execute(
    `UPDATE gateway.tickets t SET failure = row.failure, failed_at = row.at, updated_at = now()
     FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS row (id, at, failure)
     WHERE t.id = row.id`,
    ids,
    times,
    rows.map(({ reason }) => reason),
  );
  await notifyChanged(sql, ids);
}

function idsAndTimes(rows: readonly Stage[]): [string[], string[]] {
  return [rows.map(({ ticketId }) => ticketId), rows.map(({ at }) => at)];
}
