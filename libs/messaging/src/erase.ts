import { type Envelope, envelopeSchema } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { forgetPayloads } from './recent-payloads.js';

/** An event of a batch belongs to what was erased meanwhile: nothing of it may be stored. */
export class KeyErased extends Error {
  override readonly name = 'KeyErased';
}

const lock = 'driftdesk_erasure';

/**
 * Deletes the events of these keys, those that wait for a retry, and their dead letters. What a handler has in hand of
 * them then is dropped when it commits. @returns how many were deleted
 */
export async function eraseKeys(sql: Sql, keys: readonly string[]): Promise<number> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))::text', lock);
  await sql.execute(
    'INSERT INTO messaging.erased_keys (key) SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING',
    keys,
  );
  const events = await sql.query<{ id: string }>(
    'DELETE FROM messaging.events WHERE key = ANY($1::text[]) RETURNING id',
    keys,
  );
  forgetPayloads(events.map(({ id }) => id));
  const retries = await sql.execute(
    "DELETE FROM messaging.retries WHERE envelope::json ->> 'key' = ANY($1::text[])",
    keys,
  );
  const letters = await sql.execute('DELETE FROM messaging.dead_letters WHERE key = ANY($1::text[])', keys);
  return events.length + retries + letters;
}

/** Refuses to store what belongs to erased keys; until the transaction ends, none can be erased. @throws KeyErased */
export async function refuseErased(sql: Sql, keys: readonly string[]): Promise<void> {
  // A statement of its own: the next one must see what was committed while this one waited.
  await sql.query('SELECT pg_advisory_xact_lock_shared(hashtext($1))::text', lock);
  const [erased] = await sql.query<{ key: string }>(
    'SELECT key FROM messaging.erased_keys WHERE key = ANY($1::text[]) LIMIT 1',
    keys,
  );
  if (erased !== undefined) throw new KeyErased(`What belongs to ${erased.key} was erased.`);
}

/** Takes something out of every stored payload that contains `needle`. @returns how many were changed */
export async function rewritePayloads(
  sql: Sql,
  needle: string,
  rewrite: (payload: unknown) => unknown,
): Promise<number> {
  const events = await sql.query<{ id: string; payload: string }>(
    'SELECT id, payload FROM messaging.events WHERE strpos(payload, $1) > 0',
    needle,
  );
  for (const { id, payload } of events) {
    const clean = JSON.stringify(rewrite(JSON.parse(payload)));
    await sql.execute('UPDATE messaging.events SET payload = $2 WHERE id = $1::uuid', id, clean);
  }
  forgetPayloads(events.map(({ id }) => id));
  return events.length + (await rewriteEnvelopes(sql, needle, rewrite));
}

/** Retries and dead letters keep the payload as text within their envelope's text. */
async function rewriteEnvelopes(sql: Sql, needle: string, rewrite: (payload: unknown) => unknown): Promise<number> {
  const kept = await sql.query<{ place: string; event_id: string; envelope: string }>(
    `SELECT 'retries' AS place, event_id, envelope FROM messaging.retries WHERE strpos(envelope, $1) > 0
     UNION ALL SELECT 'dead_letters', event_id, envelope FROM messaging.dead_letters WHERE strpos(envelope, $1) > 0`,
    needle,
  );
  for (const { place, event_id: id, envelope } of kept) {
    const parsed = envelopeSchema.parse(JSON.parse(envelope)) as Envelope<string>;
    const clean = { ...parsed, payload: JSON.stringify(rewrite(JSON.parse(parsed.payload))) };
    const table = place === 'retries' ? 'messaging.retries' : 'messaging.dead_letters';
    await sql.execute(`UPDATE ${table} SET envelope = $2 WHERE event_id = $1::uuid`, id, JSON.stringify(clean));
  }
  return kept.length;
}
