import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { createSecretFile, keyIdOf, newEd25519Pem, readSecretFile } from '@driftdesk/governance';

/** A key whose signatures count. */
export interface TrustedKey {
  /** The first 16 hex digits of the sha256 of the public key (SubjectPublicKeyInfo, DER). */
  readonly keyId: string;
  /** PEM. */
  readonly publicKey: string;
}

/** The key of an installation that signs what it registers; whoever only serves has its public half. */
export interface SigningKey extends TrustedKey {
  /** Ed25519 (RFC 8032) over the 64 ASCII characters of a version's digest, base64. */
  sign(digest: string): string;
}

/** A signing key that cannot be used: what is wrong with the file and what to do, as a sentence. */
export class SigningKeyRefused extends Error {
  override readonly name = 'SigningKeyRefused';
}

const what = 'the key that signs models';

/** Reads a private key in PEM; nothing when there is no such file. @throws SigningKeyRefused */
export async function readSigningKey(file: string): Promise<SigningKey | undefined> {
  const pem = await readSecretFile(file, what).catch(refuse);
  return pem === undefined ? undefined : toSigningKey(file, pem);
}

/**
 * Makes a key in a file that only this user may read, whole and durable before it has its name. A key that is there by
 * then stays and is read. @throws SigningKeyRefused
 */
export async function createSigningKey(file: string): Promise<SigningKey> {
  return toSigningKey(file, await createSecretFile(file, newEd25519Pem(), what).catch(refuse));
}

function toSigningKey(file: string, pem: string): SigningKey {
  const key = parsePrivateKey(file, pem);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new SigningKeyRefused(
      `${file} holds a key of type ${key.asymmetricKeyType}; models are signed with Ed25519. Make one: openssl genpkey -algorithm ed25519 -out FILE`,
    );
  }
  return signingKeyOf(key);
}

function refuse(error: unknown): never {
  throw new SigningKeyRefused((error as Error).message);
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    sign: (digest) => sign(null, Buffer.from(digest), privateKey).toString('base64'),
  };
}

function parsePrivateKey(file: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // What OpenSSL says of it helps nobody.
    throw new SigningKeyRefused(`${file} holds no private key in PEM without a passphrase.`);
  }
}
