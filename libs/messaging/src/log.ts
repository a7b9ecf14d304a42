import type { Envelope } from '@driftdesk/contracts';
import type { Database, Transaction } from '@driftdesk/database';

/** A place in the log. Transactions commit out of order, so the transaction id comes first. */
export interface Position {
  readonly transactionId: string;
  readonly position: string;
}

/** An event as the log holds it, its payload not yet parsed. */
export interface LoggedEvent {
  readonly envelope: Envelope<string>;
  readonly at: Position;
  /** An inbox mark exists: an earlier delivery was committed. */
  readonly handled: boolean;
}

interface Row {
  position: string;
  transaction_id: string;
  id: string;
  topic: string;
  key: string;
  correlation_id: string;
  causation_id: string | null;
  occurred_at: Date;
  payload: string;
  handled: boolean;
}

/**
 * The next events of a topic that a consumer has not passed yet, in commit order. Rows of transactions that could
 * still be overtaken by one in progress stay hidden: reading by `position > last` alone would lose them.
 */
export async function readLog(
  database: Database,
  consumer: string,
  topic: string,
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await database.prisma.$queryRawUnsafe<Row[]>(
    `SELECT e.position::text, e.transaction_id::text, e.id, e.topic, e.key, e.correlation_id, e.causation_id,
            e.occurred_at, e.payload, i.event_id IS NOT NULL AS handled
     FROM messaging.offsets o
     JOIN messaging.events e ON e.topic = o.topic
       AND (e.transaction_id, e.position) > (o.transaction_id, o.position)
       AND e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
     LEFT JOIN messaging.inbox i ON i.consumer = o.consumer AND i.event_id = e.id
     WHERE o.consumer = $1 AND o.topic = $2
     ORDER BY e.transaction_id, e.position
     LIMIT $3::int`,
    consumer,
    topic,
    limit,
  );
  return rows.map(toLoggedEvent);
}

function toLoggedEvent(row: Row): LoggedEvent {
  return {
    envelope: {
      id: row.id,
      topic: row.topic,
      key: row.key,
      correlationId: row.correlation_id,
      ...(row.causation_id === null ? {} : { causationId: row.causation_id }),
      occurredAt: row.occurred_at.toISOString(),
      payload: row.payload,
    },
    at: { transactionId: row.transaction_id, position: row.position },
    handled: row.handled,
  };
}

/** A new consumer starts at the beginning of the log. */
export async function ensureOffset(database: Database, consumer: string, topic: string): Promise<void> {
  await database.prisma.$executeRawUnsafe(
    'INSERT INTO messaging.offsets (consumer, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    consumer,
    topic,
  );
}

/** Moves a consumer past a place; never back. */
export async function moveOffset(tx: Transaction, consumer: string, topic: string, to: Position): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE messaging.offsets SET transaction_id = $3::xid8, position = $4::bigint
     WHERE consumer = $1 AND topic = $2 AND (transaction_id, position) < ($3::xid8, $4::bigint)`,
    consumer,
    topic,
    to.transactionId,
    to.position,
  );
}
