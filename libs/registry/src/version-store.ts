import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a version's folder stands in the artefact store: `<root>/<model>/<version>`. */
export function versionDirectory(root: string, name: string, version: string): string {
  return join(root, name, version);
}

/** Copies a version folder into the store; one that is there already is left as it is. */
export async function storeVersion(root: string, name: string, version: string, from: string): Promise<string> {
  const target = versionDirectory(root, name, version);
  if (await exists(target)) return target;
  const partial = `${target}.partial-${process.pid}`;
  await mkdir(join(root, name), { recursive: true });
  await rm(partial, { recursive: true, force: true });
  await cp(from, partial, { recursive: true });
  await rename(partial, target);
  return target;
}

/** Removes copies that were broken off; nobody may be storing a version meanwhile. */
export async function removePartial(root: string): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const versions = await readdir(join(root, name));
    for (const version of versions.filter((entry) => entry.includes('.partial-'))) {
      await rm(join(root, name, version), { recursive: true, force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
