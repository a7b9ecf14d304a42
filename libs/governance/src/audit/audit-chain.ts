import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { AuditCheckpoint, AuditRecord } from '@driftdesk/contracts';
import { canonicalJson } from '@driftdesk/ml';

/** The hash before the first entry. */
export const genesis = '0'.repeat(64);

/** What a checkpoint says, and what is signed of it. */
export type CheckpointContent = Omit<AuditCheckpoint, 'signature'>;

/** What a signature is for, so that one cannot stand for the other. */
export type CheckpointPurpose = 'checkpoint' | 'end of export';

/** sha256, hex: changes with every field of the entry, its place, and everything before it. */
export function hashEntry(previous: string, entry: Omit<AuditRecord, 'hash'>): string {
  return createHash('sha256')
    .update(`${previous}\n${canonicalJson(entry)}`)
    .digest('hex');
}

/** The bytes that are signed of a checkpoint. */
export function checkpointBytes(purpose: CheckpointPurpose, { count, head, signedAt, keyId }: CheckpointContent) {
  return Buffer.from(canonicalJson({ driftdesk: `audit ${purpose}`, count, head, signedAt, keyId }));
}

/** Whether the key signed the checkpoint for this purpose. */
export function isSignedBy(publicKey: string, purpose: CheckpointPurpose, { signature, ...content }: AuditCheckpoint) {
  return verify(null, checkpointBytes(purpose, content), publicKey, Buffer.from(signature, 'base64'));
}

/** The first 16 hex digits of the sha256 of the public key (SubjectPublicKeyInfo, DER). @throws Error when it is none */
export function keyIdOf(key: KeyObject | string): string {
  const publicKey = typeof key === 'string' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}
