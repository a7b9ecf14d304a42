import { createPublicKey, type KeyObject } from 'node:crypto';
import { join, resolve } from 'node:path';
import { StartRefused } from '@driftdesk/platform';
import { newEd25519Pem, parseEd25519Key } from '../secrets/ed25519-pem.js';
import { createSecretFile, readSecretFile } from '../secrets/secret-file.js';
import type { AccessEnvironment } from './environment.js';

/** The key under which this installation vouches for callers; whoever only checks needs its public half. */
export interface AccessKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const what = 'the key that signs access tokens';

/** Where the key lies that a first start makes. */
export const accessKeyFile = (home: string) => join(home, 'keys', 'access.pem');

/** Reads the key that the environment names, or the home's own, which the first start makes. @throws StartRefused */
export async function openAccessKey(home: string, environment: AccessEnvironment): Promise<AccessKey> {
  const { ACCESS_KEY, ACCESS_KEY_FILE } = environment;
  if (ACCESS_KEY !== undefined) return parseAccessKey(ACCESS_KEY, 'ACCESS_KEY');
  if (ACCESS_KEY_FILE !== undefined) {
    const file = resolve(ACCESS_KEY_FILE);
    const pem = await readSecretFile(file, what);
    if (pem === undefined) throw new StartRefused(`ACCESS_KEY_FILE: there is no file ${file}.`);
    return parseAccessKey(pem, file);
  }
  const file = accessKeyFile(home);
  const pem = (await readSecretFile(file, what)) ?? (await createSecretFile(file, newEd25519Pem(), what));
  return parseAccessKey(pem, file);
}

/** @throws StartRefused when it is no Ed25519 key in PEM */
export function parseAccessKey(pem: string, source: string): AccessKey {
  const privateKey = parseEd25519Key(pem, source);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
