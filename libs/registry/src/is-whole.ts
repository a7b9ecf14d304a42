import { readCheckedFiles } from '@driftdesk/inference';

/** Whether a folder holds exactly the files of that digest. */
export function isWhole(directory: string, digest: string): Promise<boolean> {
  return readCheckedFiles(directory, digest).then(
    () => true,
    () => false,
  );
}
