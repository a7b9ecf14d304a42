import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
