import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '@driftdesk/database';

/** Tickets of one commit, as a desk under load groups them. */
const group = 32;
/** Characters of an event that a stage publishes. */
const eventLength = 1_500;

const insertTickets = `
  INSERT INTO gateway.tickets (id, body, language, channel, requester_id, requester_role, external_processing, training,
                               correlation_id, created_at, updated_at)
  SELECT id, $2, 'en', 'api', 'local', 'admin', true, true, 'bench', now(), now() FROM unnest($1::uuid[]) AS row (id)`;
const insertEvents = `
  INSERT INTO messaging.events (id, topic, key, correlation_id, occurred_at, payload)
  SELECT gen_random_uuid(), 'bench', id, 'bench', now(), $2 FROM unnest($1::text[]) AS row (id)`;
const update = (columns: string) => `UPDATE gateway.tickets SET ${columns} WHERE id = ANY ($1::uuid[])`;

/** A ticket's stages in their order, and how many characters each writes. */
const stages = [
  [insertTickets, 600],
  [update('classification = $2, classified_at = now()'), 700],
  [update('passages = $2, context_retrieved_at = now()'), 5_000],
  [update(`outcome = $2, outcome_status = 'answered', outcome_at = now()`), 1_500],
] as const;

/** Writes what the desk writes of so many tickets, in groups: each stage a transaction, with the events of it. */
export async function writeTickets({ transaction }: Pick<Database, 'transaction'>, count: number): Promise<void> {
  for (let left = count; left > 0; left -= group) {
    const ids = Array.from({ length: Math.min(group, left) }, () => randomUUID());
    for (const [statement, length] of stages) {
      await transaction(async (sql) => {
        await sql.execute(statement, ids, textOf(length));
        await sql.execute(insertEvents, ids, textOf(eventLength));
      });
    }
  }
}

/** Text that PostgreSQL cannot compress to nothing. */
const textOf = (length: number) => randomBytes(length / 2).toString('hex');
