import type { Sql } from '@driftdesk/database';

/** Whoever holds it, of labels and observations, sees what the other has written. Ends with the transaction. */
const lock = `SELECT pg_advisory_xact_lock(hashtext('monitor.labels of observations'))::text`;

/**
 * Puts tickets' labels and observations together, whichever came first: a label repeats what its ticket's observation says,
 * an observation says whether it is labelled, and the first of a ticket's labels by agents leads. In the transaction that
 * wrote either of them.
 */
export async function joinObservations(sql: Sql, ticketIds: readonly string[]): Promise<void> {
  await sql.query(lock);
  await sql.execute(
    `UPDATE monitor.example_labels l
     SET model = o.model, version = o.version, observed = o.sequence, blind = o.blind, training = o.training,
         wrong = l.label IS DISTINCT FROM o.outputs::json -> l.head ->> 'label',
         lead = l.source = 'agent' AND l.head = (
           SELECT f.head FROM monitor.example_labels f WHERE f.ticket_id = l.ticket_id AND f.source = 'agent'
           ORDER BY f.sequence LIMIT 1)
     FROM monitor.observations o WHERE o.ticket_id = l.ticket_id AND l.ticket_id = ANY($1::uuid[])`,
    ticketIds,
  );
  await sql.execute(
    `UPDATE monitor.observations o SET labelled = true WHERE o.ticket_id = ANY($1::uuid[]) AND NOT o.labelled
       AND EXISTS (SELECT FROM monitor.example_labels l WHERE l.ticket_id = o.ticket_id)`,
    ticketIds,
  );
}
