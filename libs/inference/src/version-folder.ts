import { createHash } from 'node:crypto';
import { chmod, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A version's files by name. */
export type VersionFiles = ReadonlyMap<string, Uint8Array>;

export interface WrittenVersion {
  /** The folder's name: `v-` and the first 12 hex digits of the digest. */
  readonly version: string;
  readonly digest: string;
  readonly directory: string;
}

/** sha256, hex, over one line `<sha256 of file>  <name>` per file of the folder, ordered by name. */
export async function versionDigest(directory: string): Promise<string> {
  return digestOf(await readVersionFiles(directory));
}

/** The digest of files already read; the same as `versionDigest` of a folder that holds them. */
export function digestOf(files: VersionFiles): string {
  const names = [...files.keys()].sort();
  return sha256(names.map((name) => `${sha256(files.get(name) as Uint8Array)}  ${name}\n`).join(''));
}

/** What a version of this digest is called. */
export function versionName(digest: string): string {
  return `v-${digest.slice(0, 12)}`;
}

/** Reads every file of the folder once, so that what is checked is what is used. */
export async function readVersionFiles(directory: string): Promise<VersionFiles> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(directory, name))] as const)));
}

/**
 * Writes a version folder into `outputDirectory`: complete on disk under a temporary name, then renamed. A process
 * killed on the way leaves at most a folder `.incomplete-…`. A version that is there already is left as it is.
 */
export async function writeVersion(outputDirectory: string, files: VersionFiles): Promise<WrittenVersion> {
  const digest = digestOf(files);
  const version = versionName(digest);
  const directory = join(outputDirectory, version);
  const incomplete = await mkdtemp(join(outputDirectory, '.incomplete-'));
  try {
    for (const [name, bytes] of files) await writeFile(join(incomplete, name), bytes, { flag: 'wx', flush: true });
    // mkdtemp closes the folder to others; whoever serves the version may be another user.
    await chmod(incomplete, 0o755);
    await syncFolder(incomplete);
    await renameUnlessThere(incomplete, directory, digest);
    await syncFolder(outputDirectory);
  } finally {
    await rm(incomplete, { recursive: true, force: true });
  }
  return { version, digest, directory };
}

async function renameUnlessThere(from: string, to: string, digest: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const taken = code === 'ENOTEMPTY' || code === 'EEXIST';
    if (!taken || (await versionDigest(to)) !== digest) throw error;
  }
}

/** A rename is only durable once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
