import { rename, rm } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrivateFiles } from '../engine/private-files.js';

/**
 * Makes an empty store in a folder that is missing or empty. It is made beside it and renamed when it is whole: a start
 * that was killed leaves nothing that looks like a store, and the next one begins anew.
 */
export async function createStore(folder: string): Promise<void> {
  const incomplete = `${folder}.incomplete`;
  await rm(incomplete, { recursive: true, force: true });
  const pglite = await PGlite.create({ fs: new PrivateFiles(incomplete) });
  await pglite.close();
  await rename(incomplete, folder);
}
