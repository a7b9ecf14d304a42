import type { Sql } from '@driftdesk/database';

/**
 * The place of what people say of a ticket among all that was said: the latest has the largest number, whatever the clocks
 * say. Take it in the transaction that says it, once the ticket's row is locked: then it follows the order of commits.
 */
export async function nextOrder(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ order: string }>(`SELECT nextval('gateway.statement_order')::text AS "order"`);
  return Number(row?.order);
}
