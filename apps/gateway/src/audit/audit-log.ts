import type { AuditCheckpoint, AuditEntry, Envelope } from '@driftdesk/contracts';
import { notify, type Sql } from '@driftdesk/database';
import { type AuditKey, genesis, hashEntry } from '@driftdesk/governance';

/** NOTIFY channel that carries each checkpoint when it is committed. */
export const auditChannel = 'driftdesk_audit';

/** Chains a batch of entries to those before it and signs how far the chain is; all in the caller's transaction. */
export async function appendAudit(sql: Sql, batch: readonly Envelope<AuditEntry>[], key: AuditKey): Promise<void> {
  // The chain has one end: batches of several processes append one after the other.
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))::text', auditChannel);
  const { count, head } = await readHead(sql);
  let previous = head;
  const rows = batch.map(({ id: eventId, occurredAt: at, correlationId, payload }, index) => {
    const entry = { sequence: count + index + 1, eventId, at, correlationId, ...payload };
    const hash = hashEntry(previous, entry);
    previous = hash;
    return { ...entry, hash };
  });
  const column = <Value>(of: (row: (typeof rows)[number]) => Value) => rows.map(of);
  await sql.execute(
    `INSERT INTO gateway.audit_entries (sequence, event_id, at, correlation_id, action, outcome, actor_id, actor_role,
            subject_kind, subject_id, address, facts, hash)
     SELECT sequence, event_id, at, correlation_id, action, outcome, actor_id, actor_role, subject_kind, subject_id,
            address, facts::jsonb, hash
     FROM unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
       AS row (sequence, event_id, at, correlation_id, action, outcome, actor_id, actor_role, subject_kind, subject_id,
            address, facts, hash)`,
    ...[column(({ sequence }) => sequence), column(({ eventId }) => eventId), column(({ at }) => at)],
    ...[column(({ correlationId }) => correlationId), column(({ action }) => action)],
    ...[column(({ outcome }) => outcome), column(({ actor }) => actor?.id ?? null)],
    ...[column(({ actor }) => actor?.role ?? null), column(({ subject }) => subject?.kind ?? null)],
    ...[column(({ subject }) => subject?.id ?? null), column(({ address }) => address ?? null)],
    ...[column(({ facts }) => JSON.stringify(facts)), column(({ hash }) => hash)],
  );
  await storeCheckpoint(sql, key.checkpoint('checkpoint', count + rows.length, previous));
}

/** The place up to which there are entries, or checkpoints of entries that are gone; one statement sees both at once. */
export async function readExtent(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ extent: string }>(
    `SELECT greatest((SELECT max(sequence) FROM gateway.audit_entries),
                     (SELECT max(count) FROM gateway.audit_checkpoints), 0)::text AS extent`,
  );
  return Number(row?.extent ?? 0);
}

/** The last entry's place and hash. */
async function readHead(sql: Sql): Promise<{ readonly count: number; readonly head: string }> {
  const [row] = await sql.query<{ sequence: string; hash: string }>(
    'SELECT e.sequence::text, e.hash FROM gateway.audit_entries e ORDER BY e.sequence DESC LIMIT 1',
  );
  return row === undefined ? { count: 0, head: genesis } : { count: Number(row.sequence), head: row.hash };
}

async function storeCheckpoint(sql: Sql, checkpoint: AuditCheckpoint): Promise<void> {
  const { count, head, signedAt, keyId, signature } = checkpoint;
  await sql.execute(
    `INSERT INTO gateway.audit_checkpoints (count, head, signed_at, key_id, signature)
     VALUES ($1::bigint, $2, $3::timestamptz, $4, $5)`,
    ...[count, head, signedAt, keyId, signature],
  );
  await notify(sql, auditChannel, JSON.stringify(checkpoint));
}
