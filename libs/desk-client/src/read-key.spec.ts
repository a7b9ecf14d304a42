import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readKey } from './read-key.js';

describe('readKey', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'driftdesk-key-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a key, or nothing when no file is named', async () => {
    const file = join(folder, 'key');
    await writeFile(file, `dd_12345678_${'a'.repeat(43)}\n`);
    expect([await readKey(file), await readKey(undefined)]).toEqual([`dd_12345678_${'a'.repeat(43)}`, undefined]);
  });

  it('says which file holds none, and not what it holds', async () => {
    const file = join(folder, 'other');
    await writeFile(file, 'my diary');
    await expect(readKey(file)).rejects.toThrow(/other holds no API key/);
    await expect(readKey(file)).rejects.not.toThrow(/diary/);
    await expect(readKey(join(folder, 'gone'))).rejects.toThrow(/gone cannot be read \(ENOENT\)/);
  });
});
