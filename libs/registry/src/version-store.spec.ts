import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, writeFolder } from './version.fixture.js';
import { removePartial, storeVersion, versionDirectory } from './version-store.js';

describe('the store of versions', () => {
  let folder: string;
  let root: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    root = join(folder, 'models');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps a copy of the whole folder', async () => {
    const from = await writeFolder(folder, 'v-1');
    const stored = await storeVersion(root, 'fixture', 'v-1', from);
    expect(stored).toBe(versionDirectory(root, 'fixture', 'v-1'));
    await rm(from, { recursive: true });
    expect((await readdir(stored)).sort()).toEqual(['card.json', 'model.onnx']);
    expect(await readdir(join(root, 'fixture'))).toEqual(['v-1']);
  });

  it('leaves a version that it has as it is', async () => {
    const from = await writeFolder(folder, 'v-1');
    const stored = await storeVersion(root, 'fixture', 'v-1', from);
    await writeFile(join(from, 'model.onnx'), 'another graph');
    await storeVersion(root, 'fixture', 'v-1', from);
    expect(await readFile(join(stored, 'model.onnx'), 'utf8')).toBe('the graph of v-1');
  });

  it('starts over where a process was killed while it copied', async () => {
    const partial = `${versionDirectory(root, 'fixture', 'v-1')}.partial-${process.pid}`;
    await mkdir(partial, { recursive: true });
    await writeFile(join(partial, 'half'), 'a file');
    const stored = await storeVersion(root, 'fixture', 'v-1', await writeFolder(folder, 'v-1'));
    expect((await readdir(stored)).sort()).toEqual(['card.json', 'model.onnx']);
    expect(await readdir(join(root, 'fixture'))).toEqual(['v-1']);
  });

  it('removes what other processes were killed over, and no version', async () => {
    await removePartial(root);
    await storeVersion(root, 'fixture', 'v-1', await writeFolder(folder, 'v-1'));
    await mkdir(`${versionDirectory(root, 'fixture', 'v-2')}.partial-1`);
    await removePartial(root);
    expect(await readdir(join(root, 'fixture'))).toEqual(['v-1']);
  });

  it('has nothing when the folder to copy is not there', async () => {
    await expect(storeVersion(root, 'fixture', 'v-1', join(folder, 'gone'))).rejects.toThrow('ENOENT');
    expect(await readdir(join(root, 'fixture'))).toEqual([]);
  });
});
