import type { Transaction } from '@driftdesk/database';

/** Another delivery of the same events was committed first; nothing of this one may be. */
export class AlreadyHandled extends Error {
  override readonly name = 'AlreadyHandled';
}

/** Marks events as handled by a consumer. @throws AlreadyHandled, which rolls the transaction back */
export async function markHandled(tx: Transaction, consumer: string, eventIds: readonly string[]): Promise<void> {
  const marked = await tx.$executeRawUnsafe(
    `INSERT INTO messaging.inbox (consumer, event_id) SELECT $1, * FROM unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    consumer,
    eventIds,
  );
  if (marked !== eventIds.length) {
    throw new AlreadyHandled(`${consumer} has handled ${eventIds.length - marked} of ${eventIds.length} events before`);
  }
}

/** Lets a consumer handle an event again: a replay. */
export async function unmarkHandled(tx: Transaction, consumer: string, eventId: string): Promise<void> {
  await tx.inboxMark.deleteMany({ where: { consumer, eventId } });
}
