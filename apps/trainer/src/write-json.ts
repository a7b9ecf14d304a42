import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a JSON file whole or not at all: on disk under another name, then renamed. */
export async function writeJson(folder: string, name: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const incomplete = join(folder, `.incomplete-${name}`);
  const file = await open(incomplete, 'w');
  try {
    await file.writeFile(`${JSON.stringify(value)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(incomplete, join(folder, name));
}
