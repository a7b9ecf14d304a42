import type { Envelope } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { recallPayload } from './recent-payloads.js';

/** A place in the log. Transactions commit out of order, so the transaction id comes first. */
export interface Position {
  readonly transactionId: string;
  readonly position: string;
}

/** An event as the log holds it, its payload not yet parsed. */
export interface LoggedEvent {
  readonly envelope: Envelope<string>;
  readonly at: Position;
}

interface Row {
  position: string;
  transaction_id: string;
  id: string;
  key: string;
  correlation_id: string;
  causation_id: string | null;
  occurred_at: Date;
}

/**
 * Which events `e` may be read. Rows of transactions that could still be overtaken by one in progress stay hidden: reading
 * by `position > last` alone would lose them.
 */
export const readable = 'e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())';

/** The next events of a topic after a place, in commit order. */
export async function readLog(sql: Sql, topic: string, after: Position, limit: number): Promise<LoggedEvent[]> {
  const rows = await sql.query<Row>(
    // Qualified, or ORDER BY would take the text columns of the result.
    `SELECT e.position::text, e.transaction_id::text, e.id, e.key, e.correlation_id, e.causation_id, e.occurred_at
     FROM messaging.events e
     WHERE e.topic = $1 AND (e.transaction_id, e.position) > ($2::xid8, $3::bigint)
       AND ${readable}
     ORDER BY e.transaction_id, e.position
     LIMIT $4::int`,
    topic,
    after.transactionId,
    after.position,
    limit,
  );
  const payloads = await loadPayloads(sql, rows);
  return rows.map((row) => toLoggedEvent(topic, row, payloads.get(row.id) ?? ''));
}

async function loadPayloads(sql: Sql, rows: readonly Row[]): Promise<Map<string, string>> {
  const payloads = new Map(rows.map(({ id }) => [id, recallPayload(id)]));
  const unknown = rows.filter(({ id }) => payloads.get(id) === undefined);
  const read =
    unknown.length === 0
      ? []
      : await sql.query<{ id: string; payload: string }>(
          'SELECT id, payload FROM messaging.events WHERE position = ANY($1::bigint[])',
          unknown.map(({ position }) => position),
        );
  for (const { id, payload } of read) payloads.set(id, payload);
  return payloads as Map<string, string>;
}

function toLoggedEvent(topic: string, row: Row, payload: string): LoggedEvent {
  return {
    envelope: {
      id: row.id,
      topic,
      key: row.key,
      correlationId: row.correlation_id,
      ...(row.causation_id === null ? {} : { causationId: row.causation_id }),
      occurredAt: row.occurred_at.toISOString(),
      payload,
    },
    at: { transactionId: row.transaction_id, position: row.position },
  };
}

/** Where a consumer stands; a new one stands at the beginning of the log. */
export async function readOffset(sql: Sql, consumer: string, topic: string): Promise<Position> {
  await sql.execute(
    'INSERT INTO messaging.offsets (consumer, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    consumer,
    topic,
  );
  const [offset] = await sql.query<{ transaction_id: string; position: string }>(
    'SELECT transaction_id::text, position::text FROM messaging.offsets WHERE consumer = $1 AND topic = $2',
    consumer,
    topic,
  );
  return { transactionId: offset?.transaction_id ?? '0', position: offset?.position ?? '0' };
}

/** Goes on from the offset in the name of a run. @returns the run that did before, unless its end was ordered */
export async function takeOffset(sql: Sql, consumer: string, topic: string, run: string): Promise<string | undefined> {
  const [offset] = await sql.query<{ begun_by: string | null }>(
    'SELECT begun_by FROM messaging.offsets WHERE consumer = $1 AND topic = $2 FOR UPDATE',
    consumer,
    topic,
  );
  await sql.execute(
    'UPDATE messaging.offsets SET begun_by = $3::uuid WHERE consumer = $1 AND topic = $2',
    consumer,
    topic,
    run,
  );
  return offset?.begun_by ?? undefined;
}

/** The end of a run was ordered: what it has in hand is none of its doing. */
export async function leaveOffset(sql: Sql, consumer: string, topic: string, run: string): Promise<void> {
  await sql.execute(
    'UPDATE messaging.offsets SET begun_by = NULL WHERE consumer = $1 AND topic = $2 AND begun_by = $3::uuid',
    consumer,
    topic,
    run,
  );
}

/** Moves a consumer past a place; never back. */
export async function moveOffset(sql: Sql, consumer: string, topic: string, to: Position): Promise<void> {
  await sql.execute(
    `UPDATE messaging.offsets SET transaction_id = $3::xid8, position = $4::bigint
     WHERE consumer = $1 AND topic = $2 AND (transaction_id, position) < ($3::xid8, $4::bigint)`,
    consumer,
    topic,
    to.transactionId,
    to.position,
  );
}

/** Where the log of a topic ends now; events that are published from here on come after it. */
export async function readEnd(sql: Sql, topic: string): Promise<Position> {
  const [last] = await sql.query<{ transaction_id: string; position: string }>(
    `SELECT e.transaction_id::text, e.position::text FROM messaging.events e
     WHERE e.topic = $1 ORDER BY e.transaction_id DESC, e.position DESC LIMIT 1`,
    topic,
  );
  return { transactionId: last?.transaction_id ?? '0', position: last?.position ?? '0' };
}
