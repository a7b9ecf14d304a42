import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { StartRefused } from '@driftdesk/platform';

/** @throws StartRefused when it is no Ed25519 private key in PEM */
export function parseEd25519Key(pem: string, source: string): KeyObject {
  const privateKey = parse(pem);
  if (privateKey?.asymmetricKeyType === 'ed25519') return privateKey;
  throw new StartRefused(
    `${source} holds no Ed25519 key in PEM without a passphrase. Make one: openssl genpkey -algorithm ed25519 -out FILE`,
  );
}

/** A new private key in PEM. */
export function newEd25519Pem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function parse(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    // What OpenSSL says of it helps nobody.
    return undefined;
  }
}
