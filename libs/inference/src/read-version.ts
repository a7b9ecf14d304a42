import { readCheckedFiles } from './checked-files.js';
import { featureHash } from './feature-hash.js';
import { cardFile, decodeContent, type VersionContent } from './version-content.js';
import { VersionCorrupt } from './version-corrupt.js';
import { versionName } from './version-folder.js';

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
  const { files, digest } = await readCheckedFiles(directory, expectedDigest);
  const content = decodeContent(files);
  if (featureHash(content.card.features) !== content.card.featureHash) {
    throw new VersionCorrupt(`${cardFile}: featureHash is not the hash of the features it lists.`);
  }
  return { digest, version: versionName(digest), ...content };
}
