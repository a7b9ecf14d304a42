import { join } from 'node:path';
import type { Database } from '@driftdesk/database';
import { createFolderStore, createSigningKey, Registry } from '@driftdesk/registry';

/** The registry of a home that no desk runs on, with the key of that home. */
export async function openHomeRegistry(home: string, database: Database): Promise<Registry> {
  // One that is there is read.
  const signingKey = await createSigningKey(join(home, 'keys', 'model-signing.pem'));
  return new Registry(database, createFolderStore(join(home, 'models')), { signingKey });
}
