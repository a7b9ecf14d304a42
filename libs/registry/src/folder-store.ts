import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelReference } from '@driftdesk/contracts';
import { readCheckedFiles } from '@driftdesk/inference';
import type { ArtefactStore } from './artefact-store.js';
import { isWhole } from './is-whole.js';

/** Keeps versions in folders `<root>/<model>/<version>`. */
export function createFolderStore(root: string): ArtefactStore {
  const directoryOf = ({ name, version }: ModelReference) => join(root, name, version);
  const fetch = async (version: ModelReference) => {
    await readCheckedFiles(directoryOf(version), version.digest);
    return directoryOf(version);
  };
  return {
    fetch,
    async save(version, folder) {
      if (await isWhole(directoryOf(version), version.digest)) return;
      await readCheckedFiles(folder, version.digest);
      await copyWhole(folder, directoryOf(version), join(root, version.name));
    },
    has: (version) =>
      stat(directoryOf(version)).then(
        () => true,
        () => false,
      ),
    remove: (version) => rm(directoryOf(version), { recursive: true, force: true }),
    removePartial: () => removePartial(root),
  };
}

/** The rename makes it whole or not there. */
async function copyWhole(from: string, to: string, parent: string): Promise<void> {
  const partial = `${to}.partial-${process.pid}`;
  await mkdir(parent, { recursive: true });
  await rm(partial, { recursive: true, force: true });
  await cp(from, partial, { recursive: true });
  await rm(to, { recursive: true, force: true });
  await rename(partial, to);
}

async function removePartial(root: string): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const versions = await readdir(join(root, name));
    for (const version of versions.filter((entry) => entry.includes('.partial-'))) {
      await rm(join(root, name, version), { recursive: true, force: true });
    }
  }
}
