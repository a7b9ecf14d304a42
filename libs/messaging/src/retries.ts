import { type Envelope, envelopeSchema } from '@driftdesk/contracts';
import type { Database, Transaction } from '@driftdesk/database';

/** An event that waits for its next attempt. */
export interface ScheduledRetry {
  readonly envelope: Envelope<string>;
  readonly attempts: number;
}

/** Schedules the next attempt of an event, replacing an earlier schedule. */
export async function scheduleRetry(
  tx: Transaction,
  consumer: string,
  retry: ScheduledRetry & { dueAt: Date; reason: string },
): Promise<void> {
  const { envelope, attempts, dueAt, reason } = retry;
  const row = { topic: envelope.topic, envelope: JSON.stringify(envelope), attempts, dueAt, reason };
  await tx.retry.upsert({
    where: { consumer_eventId: { consumer, eventId: envelope.id } },
    create: { consumer, eventId: envelope.id, ...row },
    update: row,
  });
}

export async function clearRetry(tx: Transaction, consumer: string, eventId: string): Promise<void> {
  await tx.retry.deleteMany({ where: { consumer, eventId } });
}

/** Retries that are due, oldest first. */
export async function dueRetries(
  database: Database,
  consumer: string,
  topic: string,
  limit: number,
): Promise<ScheduledRetry[]> {
  const rows = await database.prisma.retry.findMany({
    where: { consumer, topic, dueAt: { lte: new Date() } },
    orderBy: { dueAt: 'asc' },
    take: limit,
  });
  return rows.map((row) => ({
    envelope: envelopeSchema.parse(JSON.parse(row.envelope)) as Envelope<string>,
    attempts: row.attempts,
  }));
}
