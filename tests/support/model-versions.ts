import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPglite } from '@driftdesk/database';
import { cardFile, modelFile, writeVersion } from '@driftdesk/inference';
import { openHomeRegistry } from './home-registry.js';
import { emptyHome } from './prepared-home.js';

export const modelName = 'ticket-triage';

/** The versions in a home's store of models, by folder. */
export function storedVersions(home: string): Promise<string[]> {
  return readdir(join(home, 'models', modelName));
}

/** Makes a second version of the same graph the champion of a home that no desk runs on. @returns its name */
export async function promoteTwin(home: string, original: string): Promise<string> {
  const folder = join(home, 'models', modelName, original);
  const names = await readdir(folder);
  const files = new Map<string, Uint8Array>();
  for (const name of names) files.set(name, await readFile(join(folder, name)));
  const card = JSON.parse(new TextDecoder().decode(files.get(cardFile))) as Record<string, unknown>;
  files.set(cardFile, new TextEncoder().encode(JSON.stringify({ ...card, createdAt: new Date().toISOString() })));
  const output = await emptyHome();
  try {
    const { directory } = await writeVersion(output, files);
    return await promoteFolder(home, directory);
  } finally {
    await rm(output, { recursive: true });
  }
}

/** Makes a version folder the champion of a home that no desk runs on. @returns its name */
export async function promoteFolder(home: string, folder: string): Promise<string> {
  const database = await openPglite(join(home, 'store'));
  try {
    const registry = await openHomeRegistry(home, database);
    const { version } = await registry.register(folder);
    await registry.promote(modelName, version, 'a test needs this version', { id: 'test', role: 'system' });
    return version;
  } finally {
    await database.close();
  }
}

/** Flips a bit in the middle of a version's graph. @returns how to mend it */
export async function damage(home: string, version: string): Promise<() => Promise<void>> {
  const path = join(home, 'models', modelName, version, modelFile);
  await cp(path, join(home, 'intact.onnx'));
  const bytes = await readFile(path);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(path, bytes);
  return () => cp(join(home, 'intact.onnx'), path);
}
