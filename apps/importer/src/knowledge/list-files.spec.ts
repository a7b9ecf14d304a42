import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeReport } from './import-report.js';
import { listFiles } from './list-files.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'articles-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

it('names what it leaves out, with the reason, as far as anybody reads', async () => {
  await mkdir(join(folder, 'vpn/.git'), { recursive: true });
  const files = ['vpn/home.md', 'vpn/.git/secret.md', '.notes.md', 'README', ...Array(12).keys()];
  for (const name of files) await writeFile(join(folder, typeof name === 'number' ? `scan-${name}.png` : name), 'x');
  await symlink('/etc/hostname', join(folder, 'vpn/linked.md'));
  const { paths, skipped } = await listFiles(folder);
  expect(paths).toEqual(['vpn/home.md']);
  const counts = { created: 1, updated: 0, unchanged: 0 };
  const [summary, ...lines] = describeReport({ counts, rejected: [], warnings: new Map(), skipped }, false)
    .trimEnd()
    .split('\n');
  expect(summary).toMatch(/^created 1, .* skipped 16 \(/);
  expect(lines.sort()).toEqual([
    'skipped, hidden: .notes.md, vpn/.git/',
    'skipped, symbolic link: vpn/linked.md',
    'skipped, unknown kind: README, scan-0.png, scan-1.png, scan-10.png, scan-11.png, scan-2.png, scan-3.png, ' +
      'scan-4.png, scan-5.png, scan-6.png and 3 more files',
  ]);
});
