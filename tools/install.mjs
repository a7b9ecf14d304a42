import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, withProgress } from './run.mjs';

/** Installs what the lockfile names and generates Prisma's client, each only when it is not as it should be. */
export async function install() {
  requireNode();
  await whenChanged(
    'node_modules/.driftdesk-installed',
    digest(['package.json', 'package-lock.json', 'tests/package.json', ...workspacePackages()]),
    async () => {
      // No install script runs: they would download what is in the tarballs already (see .npmrc).
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      await withProgress('Installing dependencies (half a minute to some minutes)', () => run('npm', args));
    },
  );
  const schema = readdirSync(join(root, 'libs/database/prisma/schema')).map(
    (file) => `libs/database/prisma/schema/${file}`,
  );
  await whenChanged('libs/database/src/generated/.generated', digest([...schema, 'package-lock.json']), () =>
    // The client needs no engine; the CLI would download one all the same.
    run('npx', ['prisma', 'generate', '--config', 'libs/database/prisma.config.ts', '--no-hints'], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  );
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  process.stderr.write(`Driftdesk needs Node 20.20 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

async function whenChanged(stampFile, stamp, work) {
  const path = join(root, stampFile);
  if (existsSync(path) && readFileSync(path, 'utf8') === stamp) return;
  await work();
  writeFileSync(path, stamp);
}

/** What the workspaces declare decides what is installed, too. */
function workspacePackages() {
  return ['apps', 'libs', 'models'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => `${group}/${name}/package.json`)
      .filter((file) => existsSync(join(root, file))),
  );
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
