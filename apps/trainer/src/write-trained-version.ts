import { encodeContent, type VersionContent, writeVersion, type WrittenVersion } from '@driftdesk/inference';

/** Writes the version folder. */
export function writeTrainedVersion(output: string, content: VersionContent): Promise<WrittenVersion> {
  return writeVersion(output, encodeContent(content));
}
