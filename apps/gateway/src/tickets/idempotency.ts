import { createHash } from 'node:crypto';
import type { Transaction } from '@driftdesk/database';
import type { IdempotencyClaim, Submission } from './submission.js';

/** sha256 of a parsed request body, hex. */
export function digestRequest(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

type Claimed = 'fresh' | 'key_reused' | { readonly ticketId: string };

/** For each submission: fresh, the ticket its key stands for, or a key that came with another body before. */
export async function claimKeys(tx: Transaction, submissions: readonly Submission[]): Promise<Claimed[]> {
  const results: Claimed[] = submissions.map(() => 'fresh');
  for (const [index, submission] of submissions.entries()) {
    if (submission.idempotency !== undefined) results[index] = await claimKey(tx, submission, submission.idempotency);
  }
  return results;
}

async function claimKey(tx: Transaction, { ticket }: Submission, claim: IdempotencyClaim): Promise<Claimed> {
  const requesterId = ticket.requester.id;
  const { key, requestDigest } = claim;
  const row = { requesterId, key, requestDigest, ticketId: ticket.id, createdAt: new Date(ticket.submittedAt) };
  const { count } = await tx.idempotencyKey.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) return 'fresh';
  const existing = await tx.idempotencyKey.findUniqueOrThrow({ where: { requesterId_key: { requesterId, key } } });
  return existing.requestDigest === requestDigest ? { ticketId: existing.ticketId } : 'key_reused';
}
