import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A project as its package.json declares it. */
export interface Workspace {
  /** Relative to the root, as `apps/rag`. */
  readonly folder: string;
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What a source file names: the packages that it imports, and its text. */
export interface Source {
  /** Relative to the root. */
  readonly path: string;
  readonly packages: readonly string[];
  readonly text: string;
}

/** All projects, and the root itself as `.`. */
export async function readWorkspaces(): Promise<Workspace[]> {
  const folders = ['.', 'tests'];
  for (const group of ['apps', 'libs', 'models']) {
    for (const name of await readdir(join(root, group))) folders.push(`${group}/${name}`);
  }
  return Promise.all(folders.sort().map(readWorkspace));
}

async function readWorkspace(folder: string): Promise<Workspace> {
  const { name, dependencies, devDependencies } = JSON.parse(
    await readFile(join(root, folder, 'package.json'), 'utf8'),
  );
  return { folder, name, dependencies: dependencies ?? {}, devDependencies: devDependencies ?? {} };
}

/** The TypeScript sources of a project, generated ones included. */
export async function readSources(folder: string): Promise<Source[]> {
  const sources: Source[] = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!['dist', 'node_modules'].includes(entry.name)) sources.push(...(await readSources(path)));
    } else if (entry.name.endsWith('.ts')) sources.push(await readSource(path));
  }
  return sources;
}

async function readSource(path: string): Promise<Source> {
  const text = await readFile(join(root, path), 'utf8');
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const packages = imported.filter((name) => !/^(\.|node:)/.test(name)).map(packageOf);
  return { path, packages: [...new Set(packages)], text };
}

/** `@scope/name/deep` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
