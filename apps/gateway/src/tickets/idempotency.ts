import { createHash } from 'node:crypto';
import type { Sql } from '@driftdesk/database';
import type { IdempotencyClaim, Submission } from './submission.js';

/** sha256 of a parsed request body, hex. */
export function digestRequest(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

type Claimed = 'fresh' | 'key_reused' | { readonly ticketId: string };

/** For each submission: fresh, the ticket its key stands for, or a key that came with another body before. */
export async function claimKeys(sql: Sql, submissions: readonly Submission[]): Promise<Claimed[]> {
  const results: Claimed[] = submissions.map(() => 'fresh');
  for (const [index, submission] of submissions.entries()) {
    if (submission.idempotency !== undefined) results[index] = await claimKey(sql, submission, submission.idempotency);
  }
  return results;
}

/** Gives back what submissions claimed that were refused after all: the key stands for nothing. */
export async function releaseKeys(sql: Sql, submissions: readonly Submission[]): Promise<void> {
  if (submissions.length === 0) return;
  await sql.execute(
    'DELETE FROM gateway.idempotency_keys WHERE ticket_id = ANY($1::uuid[])',
    submissions.map(({ ticket }) => ticket.id),
  );
}

async function claimKey(sql: Sql, { ticket }: Submission, claim: IdempotencyClaim): Promise<Claimed> {
  const key = [ticket.requester.id, claim.key];
  const inserted = await sql.execute(
    `INSERT INTO gateway.idempotency_keys (requester_id, key, request_digest, ticket_id, created_at)
     VALUES ($1, $2, $3, $4::uuid, $5::timestamptz) ON CONFLICT DO NOTHING`,
    ...key,
    claim.requestDigest,
    ticket.id,
    ticket.submittedAt,
  );
  if (inserted === 1) return 'fresh';
  const [existing] = await sql.query<{ request_digest: string; ticket_id: string }>(
    'SELECT request_digest, ticket_id FROM gateway.idempotency_keys WHERE requester_id = $1 AND key = $2',
    ...key,
  );
  return existing?.request_digest === claim.requestDigest ? { ticketId: existing.ticket_id } : 'key_reused';
}
