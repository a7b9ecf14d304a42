import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { readWorkspaces, root, type Workspace } from '../support/workspaces.js';
import { printResult, printTable } from './report.js';
import { runBench } from './run-bench.js';

const run = promisify(execFile);
/** Of transformers.js, for browsers and images: no service of ours uses them. */
const unwanted = ['onnxruntime-web', 'sharp'];

const usage = `Usage: npm run bench -- sizes
  installs what each app needs to run, one after the other, and prints how many packages and megabytes it gets`;

/** What `npm ci --omit=dev -w APP` installs. */
await runBench(usage, async () => {
  parseArgs({ options: {} });
  const workspaces = await readWorkspaces();
  const rows = [];
  for (const app of workspaces.filter(({ folder }) => folder.startsWith('apps/'))) {
    process.stderr.write(`${app.folder}…\n`);
    rows.push(await measure(app, workspaces));
  }
  printTable(rows);
  printResult('sizes', Object.fromEntries(rows.map(({ app, megabytes }) => [app, megabytes])));
});

async function measure(app: Workspace, workspaces: readonly Workspace[]) {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-sizes-'));
  try {
    const files = ['package-lock.json', '.npmrc', ...workspaces.map((one) => join(one.folder, 'package.json'))];
    for (const file of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await cp(join(root, file), join(folder, file));
    }
    await run('npm', ['ci', '--omit=dev', '--loglevel=error', '-w', app.folder], { cwd: folder });
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder }).catch((error) => error);
    const packages = new Set((stdout as string).split('\n').filter((line) => line.includes('node_modules')));
    const carried = [];
    for (const name of unwanted) if ((await megabytesOf(join(folder, 'node_modules', name))) > 0.1) carried.push(name);
    return {
      app: app.folder.slice('apps/'.length),
      packages: packages.size,
      megabytes: await megabytesOf(join(folder, 'node_modules')),
      onnxruntimeMb: await megabytesOf(join(folder, 'node_modules/onnxruntime-node')),
      unwanted: carried.join(' ') || 'none',
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function megabytesOf(path: string): Promise<number> {
  const { stdout } = await run('du', ['-sk', path]).catch(() => ({ stdout: '0' }));
  return Math.round(Number.parseInt(stdout, 10) / 102.4) / 10;
}
