import { execFile } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/workspaces.js';

const read = (path: string) => readFile(join(root, path), 'utf8');

/** The Markdown pages for people, relative to the root. */
async function pages(): Promise<string[]> {
  const found = ['README.md', 'CONTRIBUTING.md'];
  for (const folder of ['docs', 'docs/adr']) {
    for (const name of await readdir(join(root, folder))) if (name.endsWith('.md')) found.push(`${folder}/${name}`);
  }
  return found;
}

describe('the documentation', () => {
  it('lists every variable as the schemas check it', async () => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const check = promisify(execFile)(process.execPath, ['tools/configuration.mjs', '--check'], { cwd: root, env });
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });

  it('begins with a page that is read at once', async () => {
    expect((await read('README.md')).split('\n').length).toBeLessThanOrEqual(180);
  });

  it('links to nothing that is not there', async () => {
    const broken: string[] = [];
    for (const page of await pages()) {
      for (const [, target = ''] of (await read(page)).matchAll(/\]\((?!<?https?:|mailto:|#)([^)#\s]+)/g)) {
        await access(join(root, dirname(page), target)).catch(() => broken.push(`${page}: ${target}`));
      }
    }
    expect(broken).toEqual([]);
  });

  it('has an index of all decisions, each with its date and status', async () => {
    const index = await read('docs/adr/README.md');
    const decisions = (await readdir(join(root, 'docs/adr'))).filter((name) => /^\d{4}-/.test(name)).sort();
    expect(decisions.length).toBeGreaterThan(50);
    for (const [at, name] of decisions.entries()) {
      const [title = '', , date = '', status = ''] = (await read(`docs/adr/${name}`)).split('\n');
      expect([name, title]).toEqual([name, expect.stringMatching(`^# ${String(at + 1).padStart(4, '0')}: .`)]);
      expect([name, date, status]).toEqual([
        name,
        expect.stringMatching(/^- Date: 20/),
        expect.stringMatching(/^- Status: ./),
      ]);
      const line = index.split('\n').find((one) => one.startsWith(`| [${name.slice(0, 4)}]`)) ?? '';
      for (const part of [
        title.slice('# 0000: '.length),
        date.slice('- Date: '.length),
        status.slice('- Status: '.length),
      ]) {
        expect(line).toContain(part);
      }
    }
  });
});
