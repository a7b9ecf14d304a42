import type { Sql } from '@driftdesk/database';
import { defaultIdentity } from '@driftdesk/governance';
import { joinObservations } from '../examples/labels-of-observations.js';

/** The id of a test's n-th ticket. */
export const idOf = (n: number) => `018f4f7e-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** One classified ticket of a test. */
export interface TestTicket {
  readonly ticketId: string;
  readonly version: string;
  readonly at: Date;
  /** Head → the label that the version gave. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly blind?: boolean;
}

/** Observes tickets of a model, in their order. */
export async function insertTestTickets(sql: Sql, model: string, tickets: readonly TestTicket[]): Promise<void> {
  const outputsOf = ({ labels = {} }: TestTicket) =>
    JSON.stringify(
      Object.fromEntries(Object.entries(labels).map(([head, label]) => [head, { label, confidence: 0.9 }])),
    );
  await sql.execute(
    `INSERT INTO monitor.observations (ticket_id, model, version, text, language, embedding, outputs, abstained,
            out_of_scope, training, blind, observed_at)
     SELECT id, $1, version, 't', 'en', '', outputs, false, false, true, blind, at
     FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[]) AS row (id, version, at, outputs, blind)`,
    model,
    tickets.map(({ ticketId }) => ticketId),
    tickets.map(({ version }) => version),
    tickets.map(({ at }) => at),
    tickets.map(outputsOf),
    tickets.map(({ blind = false }) => blind),
  );
}

/** An agent's label of a ticket. */
export interface TestLabel {
  readonly ticketId: string;
  readonly label: string;
  readonly at: Date;
  /** The desk's only identity, unless it says. */
  readonly authorId?: string;
}

/** Labels tickets as an agent, in their order. */
export async function insertTestLabels(sql: Sql, head: string, labels: readonly TestLabel[]): Promise<void> {
  await sql.execute(
    `INSERT INTO monitor.example_labels (ticket_id, head, label, source, author_id, author_role, labelled_at, given)
     SELECT id, $1, label, 'agent', author, 'admin', at, nextval('gateway.statement_order')
     FROM unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[]) AS row (author, id, label, at)`,
    head,
    labels.map(({ authorId = defaultIdentity.id }) => authorId),
    labels.map(({ ticketId }) => ticketId),
    labels.map(({ label }) => label),
    labels.map(({ at }) => at),
  );
  await joinObservations(
    sql,
    labels.map(({ ticketId }) => ticketId),
  );
}
