import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StartRefused } from '@driftdesk/platform';
import { keepPrivate } from './private-home.js';

describe('keepPrivate', () => {
  let folder: string;
  let home: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-private-'));
    await chmod(folder, 0o755);
    home = join(folder, 'home');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const modeOf = async (...names: string[]) => ((await lstat(join(home, ...names))).mode & 0o777).toString(8);

  /** As homes were made before: readable by all, and the files of the store writable by all. */
  async function openHome(): Promise<void> {
    await mkdir(join(home, 'store', 'base'), { recursive: true });
    await writeFile(join(home, 'store', 'base', '1259'), 'password hashes');
    await chmod(join(home, 'store', 'base', '1259'), 0o666);
    for (const path of [home, join(home, 'store'), join(home, 'store', 'base')]) await chmod(path, 0o755);
  }

  it('makes a home that is closed to others', async () => {
    expect(await keepPrivate(home)).toBeUndefined();
    expect(await modeOf()).toBe('700');
  });

  it('closes one that others could read, once, and says so', async () => {
    await openHome();
    expect(await keepPrivate(home)).toContain(`Other users of this machine could read what is in ${home}`);
    expect([await modeOf(), await modeOf('store'), await modeOf('store', 'base', '1259')]).toEqual([
      '700',
      '700',
      '600',
    ]);
    expect(await keepPrivate(home)).toBeUndefined();
  });

  it('follows no link out of the home, and takes a home that is a link', async () => {
    await openHome();
    const outside = join(folder, 'outside');
    await writeFile(outside, 'of others');
    await chmod(outside, 0o644);
    await symlink(outside, join(home, 'link'));
    await symlink(home, join(folder, 'short'));
    await keepPrivate(join(folder, 'short'));
    expect(await modeOf()).toBe('700');
    expect((await lstat(outside)).mode & 0o777).toBe(0o644);
  });

  it.each([
    ['the home', ''],
    ['the store', 'store'],
  ])(
    'refuses what may not be the desk’s own, because all could put files into %s; says how to mend it',
    async (_, name) => {
      await openHome();
      await chmod(join(home, name), 0o777);
      const refused = keepPrivate(home);
      await expect(refused).rejects.toThrow(StartRefused);
      await expect(refused).rejects.toThrow(`chmod -R go-rwx "${home}"`);
      expect(await modeOf('store', 'base', '1259')).toBe('666');
      spawnSync('chmod', ['-R', 'go-rwx', home]);
      expect(await keepPrivate(home)).toBeUndefined();
    },
  );

  it('closes an empty folder that all may write, such as a new volume', async () => {
    await mkdir(home);
    await chmod(home, 0o777);
    await keepPrivate(home);
    expect(await modeOf()).toBe('700');
  });

  it('refuses a link that leads nowhere, and a file', async () => {
    await symlink(join(folder, 'nowhere'), home);
    await expect(keepPrivate(home)).rejects.toThrow(`${home} cannot hold the state of this desk`);
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(keepPrivate(file)).rejects.toThrow(`${file} cannot hold the state of this desk`);
  });

  // Another user is needed, and only root can be one.
  const asNobody = (...command: string[]) =>
    spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', ...command], { encoding: 'utf8' });
  const canBeNobody = asNobody('true').status === 0;
  (canBeNobody ? it : it.skip)('lets another user read, list and write nothing', async () => {
    await openHome();
    const file = join(home, 'store', 'base', '1259');
    expect(asNobody('cat', file).stdout).toBe('password hashes');
    await keepPrivate(home);
    for (const command of [
      ['cat', file],
      ['ls', home],
      ['touch', file],
      ['ls', join(home, 'store')],
    ]) {
      expect(asNobody(...command)).toMatchObject({ stdout: '', stderr: expect.stringContaining('Permission denied') });
    }
  });
});
