import type { Sql } from '@driftdesk/database';

/** What a store is filled with. */
export interface Planted {
  readonly observations: number;
  /** Labelled tickets, over all of the stream; each has a label of two heads. */
  readonly labels: number;
}

export const model = 'ticket-triage';
export const version = 'v-2';
/** The stream's last tenth is the champion's; rollouts are about the last fifth. */
const championShare = 0.1;
const rowsPerStatement = 50_000;

/** When the n-th of the observations was made: one a second, the last one now. */
const observedAt = 'now() - make_interval(secs => $1::int - n)';
const idOf = (n: string) => `('018f4f7e-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/**
 * Fills a monitor's tables by sets: a text of 200 characters and outputs of two heads, as of real tickets. The embedding is
 * short, because PostgreSQL keeps a real one beside the row. Every fifth label says that production erred; eleven agents.
 */
export async function plant(sql: Sql, { observations, labels }: Planted): Promise<void> {
  const outputs = JSON.stringify({
    queue: { label: 'network', confidence: 0.9, probabilities: { network: 0.9, printing: 0.06, access: 0.04 } },
    urgency: { label: 'low', confidence: 0.7, probabilities: { low: 0.7, medium: 0.2, high: 0.1 } },
  });
  for (let from = 1; from <= observations; from += rowsPerStatement) {
    const to = Math.min(observations, from + rowsPerStatement - 1);
    await sql.execute(
      `INSERT INTO monitor.observations (ticket_id, model, version, text, language, embedding, outputs, abstained,
              out_of_scope, training, blind, observed_at, confidence)
       SELECT ${idOf('n')}, $4, CASE WHEN n > $1::int * (1 - ${championShare}) THEN $5 ELSE 'v-1' END,
              repeat('the printer jams ', 12), 'en', 'AAAAAAAAAAA=', $6, false, false, true, n % 50 = 0, ${observedAt},
              (n % 1000 * 7919 % 1000) / 1000.0
       FROM generate_series($2::int, $3::int) AS n`,
      ...[observations, from, to, model, version, outputs],
    );
  }
  await sql.execute(
    `INSERT INTO monitor.example_labels (ticket_id, head, label, source, author_id, author_role, labelled_at, given,
            model, version, observed, blind, training, wrong, lead)
     SELECT o.ticket_id, head, CASE WHEN k % 5 = 0 THEN 'printing' ELSE 'network' END, 'agent', 'agent ' || k % 11, 'agent',
            o.observed_at, k, o.model, o.version, o.sequence, o.blind, true, k % 5 = 0, head = 'queue'
     FROM generate_series(1, $1::int) AS k JOIN monitor.observations o ON o.ticket_id = ${idOf('(k * $2::int)')},
          unnest(ARRAY['queue', 'urgency']) AS head`,
    ...[labels, Math.floor(observations / labels)],
  );
  await sql.execute(
    `INSERT INTO monitor.examples (ticket_id, "group", body, language)
     SELECT ticket_id, ticket_id::text, 'the printer jams', 'en' FROM monitor.example_labels WHERE lead`,
  );
  await sql.execute(
    `UPDATE monitor.observations o SET labelled = true FROM monitor.example_labels l WHERE l.ticket_id = o.ticket_id`,
  );
  await sql.execute('VACUUM (ANALYZE) monitor.observations');
  await sql.execute('VACUUM (ANALYZE) monitor.example_labels');
}

/** The ids of planted tickets, from the n-th on. */
export const plantedIds = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `018f4f7e-0000-7000-8000-${(from + at).toString(16).padStart(12, '0')}`);
