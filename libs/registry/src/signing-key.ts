import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

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

/** Reads a private key in PEM; nothing when there is no such file. @throws SigningKeyRefused */
export async function readSigningKey(file: string): Promise<SigningKey | undefined> {
  const pem = await readSecret(file);
  if (pem === undefined) return undefined;
  const key = parsePrivateKey(file, pem);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new SigningKeyRefused(
      `${file} holds a key of type ${key.asymmetricKeyType}; models are signed with Ed25519. Make one: openssl genpkey -algorithm ed25519 -out FILE`,
    );
  }
  return signingKeyOf(key);
}

/**
 * Makes a key in a file that only this user may read, whole and durable before it has its name. A key that is there by
 * then stays and is read. @throws SigningKeyRefused
 */
export async function createSigningKey(file: string): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    await writeSecret(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  } catch (error) {
    throw new SigningKeyRefused(`${file}, the key that signs models, cannot be made: ${(error as Error).message}.`);
  }
  return (await readSigningKey(file)) ?? signingKeyOf(privateKey);
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    keyId: createHash('sha256').update(der).digest('hex').slice(0, 16),
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

async function readSecret(file: string): Promise<string | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { mode, uid } = await handle.stat();
    checkMode(file, mode & 0o777, uid);
    return await handle.readFile('utf8');
  } catch (error) {
    if (error instanceof SigningKeyRefused) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new SigningKeyRefused(`${file}, the key that signs models, cannot be read: ${message}.`);
  } finally {
    await handle?.close();
  }
}

/**
 * As PostgreSQL asks of a server's key: its owner may read it and nobody else; where root owns it, as with secrets that a
 * container is given, its group may too.
 */
function checkMode(file: string, mode: number, owner: number): void {
  if (process.platform === 'win32') return;
  const ownedByRoot = owner === 0 && process.getuid?.() !== 0;
  if ((mode & (ownedByRoot ? 0o037 : 0o077)) === 0) return;
  throw new SigningKeyRefused(
    `${file}, the key that signs models, is open to other users of this machine (mode ${mode.toString(8)}). Close it: chmod 600 ${file}`,
  );
}

async function writeSecret(file: string, text: string): Promise<void> {
  const partial = `${file}.partial-${process.pid}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await rm(partial, { force: true });
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A link fails when the file is there: the file system decides who was first.
  await link(partial, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(partial);
  await syncFolder(dirname(file));
}

/** A name is only durable once its folder is: a key that signed and is lost would take its versions with it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
