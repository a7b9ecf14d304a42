import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openPglite } from '@driftdesk/database';
import { cardFile, modelFile, readVersionFiles, writeVersion } from '@driftdesk/inference';
import { createSigningKey, type Registry } from '@driftdesk/registry';
import { openHomeRegistry } from './home-registry.js';
import { emptyHome } from './prepared-home.js';

export const modelName = 'ticket-triage';

/** The versions in a home's store of models, by folder. */
export function storedVersions(home: string): Promise<string[]> {
  return readdir(join(home, 'models', modelName));
}

/** Makes a second version of the same graph the champion of a home that no desk runs on. @returns its name */
export async function promoteTwin(home: string, original: string): Promise<string> {
  return onStore(home, async (database) => promoteTwinIn(await openHomeRegistry(home, database), original));
}

/** Makes a second version of the same graph the champion. @returns its name */
export async function promoteTwinIn(registry: Registry, original: string): Promise<string> {
  const version = await registry.find(modelName, original);
  if (version === undefined) throw new Error(`${modelName} has no version ${original}.`);
  const files = new Map(await readVersionFiles(await registry.fetch(version.reference)));
  const card = { ...version.card, createdAt: new Date().toISOString() };
  files.set(cardFile, new TextEncoder().encode(JSON.stringify(card)));
  const output = await emptyHome();
  try {
    const { directory } = await writeVersion(output, files);
    return await promoteFolderIn(registry, directory);
  } finally {
    await rm(output, { recursive: true });
  }
}

/** Makes a version folder the champion of a home that no desk runs on. @returns its name */
export async function promoteFolder(home: string, folder: string): Promise<string> {
  return onStore(home, async (database) => promoteFolderIn(await openHomeRegistry(home, database), folder));
}

async function promoteFolderIn(registry: Registry, folder: string): Promise<string> {
  const { version } = await registry.register(folder);
  await registry.promote(modelName, version, 'a test needs this version', { id: 'test', role: 'system' });
  return version;
}

/** Makes a key of its own sign a version of a home that no desk runs on, in the name of the home's key. */
export async function signWrongly(home: string, version: string): Promise<void> {
  const key = await createSigningKey(join(home, 'foreign.pem'));
  await onStore(home, async ({ prisma }) => {
    const { digest } = await prisma.modelVersion.findFirstOrThrow({ where: { version } });
    await prisma.modelVersion.updateMany({ where: { version }, data: { signature: key.sign(digest) } });
  });
}

/** Works on the store of a home that no desk runs on. */
export async function onStore<Result>(home: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openPglite(join(home, 'store'));
  try {
    return await work(database);
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
