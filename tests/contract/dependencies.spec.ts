import { beforeAll, describe, expect, it } from '@jest/globals';
import { readSources, readWorkspaces, type Source, type Workspace } from '../support/workspaces.js';

/** Sources that no service runs. */
const isForTests = ({ path }: Source) =>
  path.startsWith('tests/') || path.endsWith('.config.ts') || /\.(spec|fixture|suite)\.ts$/.test(path);

describe('what the projects depend on', () => {
  let all: readonly Workspace[];
  let projects: readonly (Workspace & { readonly sources: readonly Source[] })[];
  beforeAll(async () => {
    all = await readWorkspaces();
    projects = await Promise.all(
      all
        .filter(({ folder }) => folder !== '.')
        .map(async (one) => ({ ...one, sources: await readSources(one.folder) })),
    );
  });

  it('each names what its sources import; what only tests import may be the root’s', () => {
    const tools = all.find(({ folder }) => folder === '.')?.devDependencies ?? {};
    const missing = projects.flatMap(({ name, sources, dependencies, devDependencies }) =>
      sources.flatMap((source) => {
        const may = isForTests(source) ? { ...dependencies, ...devDependencies, ...tools } : dependencies;
        return source.packages.filter((one) => one !== name && !(one in may)).map((one) => `${source.path}: ${one}`);
      }),
    );
    expect(projects.length).toBeGreaterThan(25);
    expect(missing).toEqual([]);
  });

  it('none names what its sources do not use', () => {
    const idle = projects.flatMap(({ folder, sources, dependencies, devDependencies }) =>
      Object.keys({ ...dependencies, ...devDependencies })
        .filter((one) => !sources.some(({ packages, text }) => packages.includes(one) || text.includes(`'${one}`)))
        .map((one) => `${folder}: ${one}`),
    );
    expect(idle).toEqual([]);
  });

  it('versions are exact, and one package has one version everywhere', () => {
    const versions = new Map<string, Set<string>>();
    for (const { dependencies, devDependencies } of all) {
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        if (!name.startsWith('@driftdesk/')) versions.set(name, (versions.get(name) ?? new Set()).add(version));
      }
    }
    const loose = [...versions].filter(
      ([, found]) => found.size > 1 || [...found].some((one) => !/^\d+\.\d+\.\d+$/.test(one)),
    );
    expect(versions.size).toBeGreaterThan(50);
    expect(loose.map(([name, found]) => [name, ...found])).toEqual([]);
  });
});
