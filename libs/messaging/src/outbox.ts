import type { Envelope } from '@driftdesk/contracts';
import { notify, type Sql } from '@driftdesk/database';
import { rememberPayload } from './recent-payloads.js';

/** NOTIFY channel that carries the topics a committed transaction wrote. */
export const eventsChannel = 'driftdesk_events';

/** Writes events with the caller's state change: both commit or neither does. */
export async function publish(sql: Sql, events: readonly Envelope[]): Promise<void> {
  if (events.length === 0) return;
  const payloads = events.map((event) => JSON.stringify(event.payload));
  await sql.execute(
    `INSERT INTO messaging.events (id, topic, key, correlation_id, causation_id, occurred_at, payload)
     SELECT id, topic, key, correlation_id, causation_id, occurred_at, payload
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::text[])
       AS row (id, topic, key, correlation_id, causation_id, occurred_at, payload)`,
    events.map((event) => event.id),
    events.map((event) => event.topic),
    events.map((event) => event.key),
    events.map((event) => event.correlationId),
    events.map((event) => event.causationId ?? null),
    events.map((event) => event.occurredAt),
    payloads,
  );
  events.forEach(({ id }, index) => rememberPayload(id, payloads[index] ?? ''));
  await notify(sql, eventsChannel, [...new Set(events.map((event) => event.topic))].join(','));
}
