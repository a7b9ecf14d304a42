import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StartRefused } from '@driftdesk/platform';
import { lockHome } from './home-lock.js';

describe('lockHome', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'driftdesk-lock-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('refuses a folder that a living process holds, and says which', async () => {
    const unlock = await lockHome(home);
    await expect(lockHome(home)).rejects.toThrow(`in use by process ${process.pid}`);
    await unlock();
    await (
      await lockHome(home)
    )();
  });

  it('takes over from a process that is gone', async () => {
    await writeFile(join(home, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    await lockHome(home);
    expect(JSON.parse(await readFile(join(home, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('takes over when another process got the pid of the one that was killed', async () => {
    await writeFile(join(home, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    await lockHome(home);
    await expect(lockHome(home)).rejects.toThrow('in use');
  });

  it('gives a stale lock to exactly one of many', async () => {
    await writeFile(join(home, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockHome(home)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['empty', ''],
    ['garbage', '\u0000\u0000{'],
    ['another file', '{"name":"lock"}'],
    ['no object', 'null'],
  ])('is refused while its lock says nothing (%s), in a sentence, and stays as it is', async (_, content) => {
    await writeFile(join(home, 'lock'), content);
    const refused = lockHome(home);
    await expect(refused).rejects.toThrow(StartRefused);
    await expect(refused).rejects.toThrow(`${join(home, 'lock')} does not say which process uses the home`);
    await expect(refused).rejects.toThrow('delete this file');
    expect(await readdir(home)).toEqual(['lock']);
    expect(await readFile(join(home, 'lock'), 'utf8')).toBe(content);
  });
});
