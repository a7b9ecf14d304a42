import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { findCycle } from '../support/import-cycle.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs a program of the workspace in its root. @returns its exit code and all that it wrote */
async function run(...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** Lints a file that is there only meanwhile. */
async function lintPlanted(folder: string, source: string) {
  const file = join(root, folder, `planted-${process.pid}.ts`);
  try {
    await writeFile(file, source);
    return await run('node_modules/eslint/bin/eslint.js', '--max-warnings=0', relative(root, file));
  } finally {
    await rm(file, { force: true });
  }
}

describe('the rules of the house, as the linter keeps them', () => {
  beforeAll(async () => {
    const { code, output } = await run('node_modules/nx/dist/bin/nx.js', 'graph', '--file=.nx/graph.json');
    expect({ code, output }).toMatchObject({ code: 0 });
  });

  it('an honest file passes', async () => {
    const source =
      "import { maxBodyLength } from '@driftdesk/contracts';\n\n/** A number. */\nexport const double = maxBodyLength * 2;\n";
    expect(await lintPlanted('libs/ml/src', source)).toEqual({ code: 0, output: '' });
  });

  it.each([
    [
      'an app imports another app',
      'apps/gateway/src',
      "export { RagModule } from '@driftdesk/rag';",
      '@nx/enforce-module-boundaries',
    ],
    [
      'pure code imports an adapter',
      'libs/ml/src',
      "export { openPglite } from '@driftdesk/database';",
      '@nx/enforce-module-boundaries',
    ],
    [
      'contracts import a library',
      'libs/contracts/src',
      "export { scoreRows } from '@driftdesk/ml';",
      '@nx/enforce-module-boundaries',
    ],
    [
      'a project reaches into another',
      'apps/gateway/src',
      "export { boot } from '../../../libs/platform/src/boot.js';",
      '@nx/enforce-module-boundaries',
    ],
    [
      'pure code reads files',
      'libs/ml/src',
      "import { readFile } from 'node:fs/promises';\nexport const read = readFile;",
      'no-restricted-imports',
    ],
    ['pure code rolls dice', 'libs/ml/src', 'export const dice = () => Math.random();', 'no-restricted-properties'],
    ['pure code looks at the clock', 'libs/ml/src', 'export const now = () => Date.now();', 'no-restricted-properties'],
    [
      'an app reads the environment itself',
      'apps/gateway/src',
      "export const port = process.env['PORT'];",
      'no-restricted-properties',
    ],
    [
      'a promise nobody waits for',
      'apps/gateway/src',
      'export function go(): void {\n  Promise.resolve();\n}',
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'a pattern tries every way to share out spaces',
      'libs/llm/src',
      String.raw`export const heading = /^#{1,6}\s+(.+?)\s*#*$/;`,
      'regexp/no-super-linear-backtracking',
    ],
    [
      'a pattern starts anew at every full stop',
      'apps/rag/src',
      String.raw`export const trimmed = (text: string) => text.replace(/[.!?]+$/, '');`,
      'regexp/no-super-linear-move',
    ],
    [
      'a pattern refers back',
      'libs/llm/src',
      String.raw`export const strong = /(\*\*|__)[^*_]+\1/;`,
      'no-restricted-syntax',
    ],
    [
      'a pattern is put together while the program runs',
      'apps/gateway/src',
      'export const find = (word: string) => new RegExp(word);',
      'no-restricted-syntax',
    ],
  ])('refuses that %s', async (_what, folder, source, rule) => {
    const { code, output } = await lintPlanted(folder, `${source}\n`);
    expect({ code, output, named: output.includes(rule) }).toEqual({ code: 1, output, named: true });
  });
});

describe('inside every project', () => {
  it('no file imports itself over others', async () => {
    const cycles: string[] = [];
    let files = 0;
    for (const project of await projects()) {
      const imports = await relativeImports(join(root, project, 'src'));
      files += imports.size;
      const cycle = findCycle(imports);
      if (cycle !== undefined) cycles.push(cycle.map((file) => relative(root, file)).join(' → '));
    }
    expect(cycles).toEqual([]);
    expect(files).toBeGreaterThan(100);
  });

  it('such a circle would be found', () => {
    const imports = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(findCycle(imports)).toEqual(['b', 'c', 'b']);
    expect(
      findCycle(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toBeUndefined();
  });
});

async function projects(): Promise<string[]> {
  const folders = await Promise.all(
    ['apps', 'libs', 'models'].map(async (kind) => (await readdir(join(root, kind))).map((name) => join(kind, name))),
  );
  return folders.flat();
}

/** File → the files of its project that it imports at run time; `import type` vanishes and cannot form a circle. */
async function relativeImports(source: string): Promise<Map<string, string[]>> {
  const entries = await readdir(source, { recursive: true });
  const files = entries
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .map((name) => join(source, name));
  const edges = files.map(async (file): Promise<[string, string[]]> => {
    const text = await readFile(file, 'utf8');
    const found = text.matchAll(
      /^(?:import|export)\s(?!type\s)[^;]*?\sfrom\s+'(\.[^']+)\.js';|^import\s+'(\.[^']+)\.js';/gm,
    );
    return [file, [...found].map(([, named, bare]) => resolve(file, '..', `${named ?? bare}.ts`))];
  });
  return new Map(await Promise.all(edges));
}
