import type { Sql } from '@driftdesk/database';
import type { Submission } from './submission.js';

/** Stores submissions as tickets whose status is `received`, or `resolved` when they come with a history or are automatic mail. */
export async function insertTickets(sql: Sql, submissions: readonly Submission[]): Promise<void> {
  if (submissions.length === 0) return;
  await sql.execute(
    `INSERT INTO gateway.tickets (id, subject, body, language, channel, external_id, requester_id, requester_role,
                                  external_processing, training, correlation_id, corrected_queue, corrected_urgency,
                                  resolved_at, omitted, automatic, created_at, updated_at)
     SELECT *, created_at
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::boolean[], $10::boolean[], $11::text[], $12::text[], $13::text[], $14::timestamptz[],
                 $15::text[], $16::text[], $17::timestamptz[])
       AS row (id, subject, body, language, channel, external_id, requester_id, requester_role,
               external_processing, training, correlation_id, corrected_queue, corrected_urgency, resolved_at,
               omitted, automatic, created_at)`,
    submissions.map(({ ticket }) => ticket.id),
    submissions.map(({ ticket }) => ticket.subject ?? null),
    submissions.map(({ ticket }) => ticket.body),
    submissions.map(({ ticket }) => ticket.language),
    submissions.map(({ ticket }) => ticket.channel),
    submissions.map(({ externalId }) => externalId ?? null),
    submissions.map(({ ticket }) => ticket.requester.id),
    submissions.map(({ ticket }) => ticket.requester.role),
    submissions.map(({ ticket }) => ticket.consent.externalProcessing),
    submissions.map(({ ticket }) => ticket.consent.training),
    submissions.map(({ correlationId }) => correlationId),
    submissions.map(({ history }) => history?.queue ?? null),
    submissions.map(({ history }) => history?.urgency ?? null),
    submissions.map(({ history, automatic, ticket }) => {
      return history?.resolvedAt ?? (automatic === undefined ? null : ticket.submittedAt);
    }),
    submissions.map(({ omitted = [] }) => (omitted.length === 0 ? null : JSON.stringify(omitted))),
    submissions.map(({ automatic }) => automatic ?? null),
    submissions.map(({ ticket }) => ticket.submittedAt),
  );
}
