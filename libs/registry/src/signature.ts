import { verify } from 'node:crypto';
import type { ModelReference } from '@driftdesk/contracts';
import { VersionCorrupt } from '@driftdesk/inference';
import type { TrustedKey } from './signing-key.js';

/** What was signed when a version was registered. */
export interface VersionSignature {
  readonly keyId: string;
  /** Ed25519 over the digest's 64 ASCII characters, base64. */
  readonly value: string;
  readonly signedAt: Date;
}

/** A version as the registry knows it, and what says that the registry may be believed. */
interface SignedVersion {
  readonly reference: ModelReference;
  readonly signature: VersionSignature | undefined;
}

/** @throws VersionCorrupt when the digest is not signed with a trusted key */
export function checkSignature({ reference, signature }: SignedVersion, trusted: readonly TrustedKey[]): void {
  if (signature === undefined) throw new VersionCorrupt(`${reference.version} is not signed.`);
  const key = trusted.find(({ keyId }) => keyId === signature.keyId);
  if (key === undefined) {
    const keys = trusted.map(({ keyId }) => keyId).join(', ');
    throw new VersionCorrupt(
      `${reference.version} is signed with key ${signature.keyId}, which is not trusted here (${keys} is).`,
    );
  }
  const value = Buffer.from(signature.value, 'base64');
  if (verify(null, Buffer.from(reference.digest), key.publicKey, value)) return;
  throw new VersionCorrupt(
    `The signature of ${reference.version} is not one of key ${key.keyId} over digest ${reference.digest}: the version was changed or not registered here.`,
  );
}
