import { createPublicKey, sign } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { AuditCheckpoint } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import { StartRefused } from '@driftdesk/platform';
import { newEd25519Pem, parseEd25519Key } from '../secrets/ed25519-pem.js';
import { createSecretFile, readSecretFile } from '../secrets/secret-file.js';
import { checkpointBytes, type CheckpointPurpose, keyIdOf } from './audit-chain.js';

/** The key under which this installation signs how far its audit is. */
export interface AuditKey {
  readonly keyId: string;
  /** PEM. */
  readonly publicKey: string;
  /** Signs that after `count` entries the last one's hash is `head`. */
  checkpoint(purpose: CheckpointPurpose, count: number, head: string): AuditCheckpoint;
}

const what = 'the key that signs the audit';

/** Where the key lies that a first start makes. */
export const auditKeyFile = (home: string) => join(home, 'keys', 'audit-signing.pem');

/**
 * Reads the key that `named` names, or the home's own, which the first start makes. A lost one is not replaced: nobody
 * would be told that the checkpoints before count no more. @throws StartRefused
 */
export async function openAuditKey(database: Database, home: string, named: string | undefined): Promise<AuditKey> {
  const file = named === undefined ? auditKeyFile(home) : resolve(named);
  const pem = await readSecretFile(file, what);
  if (pem !== undefined) return parseAuditKey(pem, file);
  if (named !== undefined) throw new StartRefused(`AUDIT_SIGNING_KEY_FILE: there is no file ${file}.`);
  const signed = await database.prisma.auditCheckpoint.count();
  if (signed > 0) {
    throw new StartRefused(
      `${file} is missing, and the audit is signed with it. Put the key back from a backup. If it is lost, export the audit, set AUDIT_SIGNING_KEY_FILE to a new key, and keep the old public key to check what came before.`,
    );
  }
  return parseAuditKey(await createSecretFile(file, newEd25519Pem(), what), file);
}

/** @throws StartRefused when it is no Ed25519 key in PEM */
export function parseAuditKey(pem: string, source: string): AuditKey {
  const privateKey = parseEd25519Key(pem, source);
  const publicKey = createPublicKey(privateKey);
  const keyId = keyIdOf(publicKey);
  return {
    keyId,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    checkpoint(purpose, count, head) {
      const content = { count, head, signedAt: new Date().toISOString(), keyId };
      return { ...content, signature: sign(null, checkpointBytes(purpose, content), privateKey).toString('base64') };
    },
  };
}
