import { type Envelope, envelopeSchema, ticketFailed } from '@driftdesk/contracts';
import { type Database, newestFirst, notify, type Sql, sqlOf } from '@driftdesk/database';
import { v7 as uuidv7 } from 'uuid';
import { now } from './clock.js';
import { causedEvent } from './envelope.js';
import { unmarkHandled } from './inbox.js';
import { eventsChannel, publish } from './outbox.js';
import { scheduleRetry } from './retries.js';

/** Keeps an event that cannot be handled, and tells whoever waits for its ticket. */
export async function buryEvent(
  sql: Sql,
  consumer: string,
  envelope: Envelope<string>,
  failure: { reason: string; attempts: number },
): Promise<void> {
  const id = uuidv7();
  const { topic, key, id: eventId } = envelope;
  await sql.execute(
    `INSERT INTO messaging.dead_letters (id, consumer, topic, key, event_id, envelope, reason, attempts)
     VALUES ($1::uuid, $2, $3, $4, $5::uuid, $6, $7, $8::int)`,
    id,
    consumer,
    topic,
    key,
    eventId,
    JSON.stringify(envelope),
    failure.reason,
    failure.attempts,
  );
  if (!concernsTicket(topic)) return;
  const payload = { ticketId: key, deadLetterId: id, consumer, stage: topic, reason: failure.reason };
  await publish(sql, [causedEvent(envelope, ticketFailed, payload)]);
}

// The failure of a failure is kept, but announced no further.
function concernsTicket(topic: string): boolean {
  return topic.startsWith('tickets.') && topic !== ticketFailed.topic;
}

/** What `replayEvent` found. */
export type Replay = 'queued' | 'unknown' | 'already_replayed';

/** Hands a dead letter's event to its consumer again, at once and with all attempts. */
export async function replayEvent(database: Database, deadLetterId: string): Promise<Replay> {
  return database.prisma.$transaction(async (tx) => {
    const letter = await tx.deadLetter.findUnique({ where: { id: deadLetterId } });
    if (letter === null) return 'unknown';
    const claimed = await tx.deadLetter.updateMany({
      where: { id: deadLetterId, replayedAt: null },
      data: { replayedAt: now() },
    });
    if (claimed.count === 0) return 'already_replayed';
    const envelope = envelopeSchema.parse(JSON.parse(letter.envelope)) as Envelope<string>;
    const sql = sqlOf(tx);
    await unmarkHandled(sql, letter.consumer, letter.eventId);
    const retry = { envelope, attempts: 0, dueAt: now(), reason: 'replayed' };
    await scheduleRetry(sql, letter.consumer, retry);
    await notify(sql, eventsChannel, letter.topic);
    return 'queued';
  });
}

/**
 * Dead letters as people see them, the last that was buried first.
 * @param after where the page before ended
 * @returns `end`, where this page ends, if there are more
 */
export async function listLetters(database: Database, limit: number, after?: bigint) {
  const { rows, next: end } = await newestFirst({ before: after, limit }, (query) =>
    database.prisma.deadLetter.findMany({ ...query, omit: { envelope: true } }),
  );
  return { items: rows.map(toLetter), end };
}

export async function findDeadLetter(database: Database, id: string) {
  const row = await database.prisma.deadLetter.findUnique({ where: { id }, omit: { envelope: true } });
  return row === null ? undefined : toLetter(row);
}

function toLetter<Row extends { sequence: bigint; createdAt: Date; replayedAt: Date | null }>(row: Row) {
  const { sequence: _, createdAt, replayedAt, ...rest } = row;
  return { ...rest, createdAt: createdAt.toISOString(), replayedAt: replayedAt?.toISOString() ?? null };
}
