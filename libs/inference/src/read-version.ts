import { basename } from 'node:path';
import { featureHash } from './feature-hash.js';
import { cardFile, decodeContent, type VersionContent } from './version-content.js';
import { VersionCorrupt } from './version-corrupt.js';
import { digestOf, readVersionFiles, versionName } from './version-folder.js';

/** A version folder's content, checked but not yet run. */
export interface CheckedVersion extends VersionContent {
  readonly digest: string;
  readonly version: string;
}

/**
 * Reads a version folder. It must have the expected digest or, without one, the digest its own name says.
 * @throws VersionCorrupt
 */
export async function readVersion(directory: string, expectedDigest?: string): Promise<CheckedVersion> {
  const files = await readVersionFiles(directory).catch((cause: unknown) => {
    throw new VersionCorrupt(`The version folder ${basename(directory)} cannot be read.`, { cause });
  });
  const digest = digestOf(files);
  checkDigest(basename(directory), digest, expectedDigest);
  const content = decodeContent(files);
  if (featureHash(content.card.features) !== content.card.featureHash) {
    throw new VersionCorrupt(`${cardFile}: featureHash is not the hash of the features it lists.`);
  }
  return { digest, version: versionName(digest), ...content };
}

function checkDigest(folder: string, digest: string, expected: string | undefined): void {
  const matches =
    expected === undefined ? !isVersionName(folder) || folder === versionName(digest) : digest === expected;
  if (matches) return;
  throw new VersionCorrupt(
    `The files of ${folder} have digest ${digest}, not ${expected ?? 'the one its name says'}: they were changed or damaged.`,
  );
}

function isVersionName(folder: string): boolean {
  return /^v-[0-9a-f]{12}$/.test(folder);
}
