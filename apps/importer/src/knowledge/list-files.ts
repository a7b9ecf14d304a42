import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ImportProblem } from '../import-problem.js';
import { isReadable } from './read-file.js';

/** Why files are left out: nobody meant them to be documents. */
export type SkipReason = 'hidden' | 'symbolic link' | 'unknown kind';

/** A folder tree as an import sees it. Paths are relative to the folder, with slashes, in order. */
export interface FileList {
  readonly paths: readonly string[];
  /** What is left out. A folder ends in a slash; nobody looks into it. */
  readonly skipped: ReadonlyMap<SkipReason, readonly string[]>;
  /** Folders that could not be read, and why. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** @throws ImportProblem when there is no such folder */
export async function listFiles(folder: string): Promise<FileList> {
  const paths: string[] = [];
  const skipped = new Map<SkipReason, string[]>();
  const unreadable: { path: string; reason: string }[] = [];
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entries = await readFolder(folder, path, unreadable);
    for (const entry of entries) {
      const inside = posix.join(path, entry.name);
      const reason = skipReason(entry);
      if (reason !== undefined) {
        const left = skipped.get(reason) ?? [];
        skipped.set(reason, left);
        left.push(entry.isDirectory() ? `${inside}/` : inside);
      } else if (entry.isDirectory()) waiting.push(inside);
      else paths.push(inside);
    }
  }
  for (const left of skipped.values()) left.sort();
  return { paths: paths.sort(), skipped, unreadable };
}

function skipReason(entry: Dirent): SkipReason | undefined {
  if (entry.isSymbolicLink()) return 'symbolic link';
  if (entry.name.startsWith('.')) return 'hidden';
  if (entry.isDirectory() || (entry.isFile() && isReadable(entry.name))) return undefined;
  return 'unknown kind';
}

async function readFolder(root: string, path: string, unreadable: { path: string; reason: string }[]) {
  try {
    return await readdir(join(root, path), { withFileTypes: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (path === '') throw explain(root, error as NodeJS.ErrnoException);
    const reason = code === 'EACCES' ? 'permission denied' : message;
    unreadable.push({ path: `${path}/`, reason: `cannot be read: ${reason}` });
    return [];
  }
}

function explain(folder: string, error: NodeJS.ErrnoException): ImportProblem {
  if (error.code === 'ENOENT') return new ImportProblem(`There is no folder ${folder}.`, { cause: error });
  if (error.code === 'ENOTDIR') return new ImportProblem(`${folder} is no folder.`, { cause: error });
  if (error.code === 'EACCES')
    return new ImportProblem(`${folder} cannot be read: permission denied.`, { cause: error });
  return new ImportProblem(`${folder} cannot be read: ${error.message}.`, { cause: error });
}
