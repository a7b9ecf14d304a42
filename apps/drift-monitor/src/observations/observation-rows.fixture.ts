import type { Sql } from '@driftdesk/database';

/** One classified ticket of a test. */
export interface TestTicket {
  readonly ticketId: string;
  readonly version: string;
  readonly at: Date;
}

/** Observes tickets of a model, in their order. */
export async function insertTestTickets(sql: Sql, model: string, tickets: readonly TestTicket[]): Promise<void> {
  await sql.execute(
    `INSERT INTO monitor.observations (ticket_id, model, version, text, language, embedding, outputs, abstained,
            out_of_scope, training, blind, observed_at)
     SELECT id, $1, version, 't', 'en', '', '{}', false, false, true, false, at
     FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS row (id, version, at)`,
    model,
    tickets.map(({ ticketId }) => ticketId),
    tickets.map(({ version }) => version),
    tickets.map(({ at }) => at),
  );
}
