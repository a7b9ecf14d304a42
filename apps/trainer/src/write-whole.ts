import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a file whole or not at all: on disk under another name, then renamed. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const incomplete = `${path}.incomplete`;
  try {
    await writeFile(incomplete, content, { flush: true });
    await rename(incomplete, path);
  } catch (error) {
    // On a full disk, what was written of it takes the space of others.
    await rm(incomplete, { force: true });
    throw error;
  }
}

/** A value as a JSON file, whole or not at all. */
export function writeJson(folder: string, name: string, value: unknown): Promise<void> {
  return writeWhole(join(folder, name), `${JSON.stringify(value)}\n`);
}
