import type { ModelReference } from '@driftdesk/contracts';

/** Keeps the files of versions. A version's files never change: its digest says which they are. */
export interface ArtefactStore {
  /**
   * Takes a copy of a folder that holds the version's files. A whole copy that is there already stays, a damaged one
   * is replaced. @throws VersionCorrupt when the folder holds other files
   */
  save(version: ModelReference, folder: string): Promise<void>;
  /** A folder on this machine with the version's files, for reading only. @throws VersionCorrupt when they are damaged or not there */
  fetch(version: ModelReference): Promise<string>;
  /** Whether it has the version, whole or damaged. */
  has(version: ModelReference): Promise<boolean>;
  /** Forgets the version; one that is not there is no error. */
  remove(version: ModelReference): Promise<void>;
  /** Removes what copying left that a killed process broke off. Nobody may be saving or fetching meanwhile. */
  removePartial(): Promise<void>;
}
