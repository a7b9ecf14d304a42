import { basename } from 'node:path';
import { VersionCorrupt } from './version-corrupt.js';
import { digestOf, readVersionFiles, versionName, type VersionFiles } from './version-folder.js';

/** A version's files and their digest. */
export interface CheckedFiles {
  readonly files: VersionFiles;
  readonly digest: string;
}

/**
 * Reads the files of a version folder, which must have the expected digest or, without one, the digest that the
 * folder's own name says. @throws VersionCorrupt
 */
export async function readCheckedFiles(directory: string, expectedDigest?: string): Promise<CheckedFiles> {
  const folder = basename(directory);
  const files = await readVersionFiles(directory).catch((cause: unknown) => {
    throw new VersionCorrupt(`The version folder ${folder} cannot be read.`, { cause });
  });
  return { files, digest: checkDigest(folder, files, expectedDigest) };
}

/** The digest of a version's files. @throws VersionCorrupt when it is not the expected one, or not what its name says */
export function checkDigest(version: string, files: VersionFiles, expected?: string): string {
  const digest = digestOf(files);
  const matches =
    expected === undefined ? !isVersionName(version) || version === versionName(digest) : digest === expected;
  if (matches) return digest;
  throw new VersionCorrupt(
    `The files of ${version} have digest ${digest}, not ${expected ?? 'the one its name says'}: they were changed or damaged.`,
  );
}

function isVersionName(folder: string): boolean {
  return /^v-[0-9a-f]{12}$/.test(folder);
}
