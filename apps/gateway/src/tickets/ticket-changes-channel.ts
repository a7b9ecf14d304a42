import { notify, type Sql } from '@driftdesk/database';

/** NOTIFY channel that carries the ids of tickets whose read model changed. */
export const ticketsChannel = 'driftdesk_tickets';

/** Tells who watches these tickets, when the transaction commits. */
export async function notifyChanged(sql: Sql, ticketIds: readonly string[]): Promise<void> {
  await notify(sql, ticketsChannel, ticketIds.join(','));
}
