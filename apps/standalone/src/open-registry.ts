import { join, resolve } from 'node:path';
import type { Database } from '@driftdesk/database';
import { StartRefused } from '@driftdesk/platform';
import {
  countSigned,
  createDatabaseStore,
  createFolderStore,
  createSigningKey,
  readSigningKey,
  Registry,
  type SigningKey,
  SigningKeyRefused,
} from '@driftdesk/registry';
import type { StandaloneEnvironment } from './environment.js';

/** The registry of this installation, and the key that signs for it. */
export interface OpenedRegistry {
  readonly registry: Registry;
  readonly signingKey: SigningKey;
}

/** Reads the key that signs model versions; nothing where none was made yet. @throws StartRefused when it cannot be used */
export async function readOwnKey(home: string, environment: StandaloneEnvironment): Promise<SigningKey | undefined> {
  const named = environment.MODEL_SIGNING_KEY_FILE;
  const key = await orRefused(readSigningKey(named === undefined ? ownKeyFile(home) : resolve(named)));
  if (key === undefined && named !== undefined) {
    throw new StartRefused(`MODEL_SIGNING_KEY_FILE: there is no file ${resolve(named)}.`);
  }
  return key;
}

/**
 * Opens the registry: its key, which is made now if there is none; the store of artefacts, which takes over what the
 * other kind holds; and signatures for versions from before there were any. @throws StartRefused when the key is lost
 */
export async function openRegistry(
  database: Database,
  home: string,
  environment: StandaloneEnvironment,
  ownKey: SigningKey | undefined,
): Promise<OpenedRegistry> {
  const signingKey = ownKey ?? (await makeKey(database, ownKeyFile(home)));
  const folder = createFolderStore(join(home, 'models'));
  const table = createDatabaseStore(database, join(home, 'cache', 'models'));
  const [artefacts, other] = environment.ARTEFACT_STORE === 'folder' ? [folder, table] : [table, folder];
  const registry = new Registry(database, artefacts, { signingKey, versionsKept: environment.MODEL_VERSIONS_KEPT });
  await registry.adopt(other);
  await registry.signEarlier();
  return { registry, signingKey };
}

const ownKeyFile = (home: string) => join(home, 'keys', 'model-signing.pem');

// A new key in place of a lost one would leave every version without a signature that counts, and nobody told.
async function makeKey(database: Database, file: string): Promise<SigningKey> {
  const signed = await countSigned(database);
  if (signed === 0) return orRefused(createSigningKey(file));
  throw new StartRefused(
    `${file} is missing, and ${signed === 1 ? 'a version is' : `${signed} versions are`} signed with it. Put the key back from a backup. If it is lost, set MODEL_SIGNING_KEY_FILE to a new one: versions signed with the lost key do not serve then, until others are trained.`,
  );
}

async function orRefused<Key>(opening: Promise<Key>): Promise<Key> {
  return opening.catch((error: unknown) => {
    throw error instanceof SigningKeyRefused ? new StartRefused(error.message) : error;
  });
}
