import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { versionDigest, writeVersion } from './version-folder.js';
import { temporaryFolder } from './version.fixture.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('writeVersion', () => {
  it('names the folder after its content', async () => {
    const output = await temporaryFolder();
    const written = await writeVersion(
      output,
      new Map([
        ['b', bytes('two')],
        ['a', bytes('one')],
      ]),
    );
    // The same as `sha256sum a b | sha256sum` says.
    expect(written.digest).toBe(sha256(`${sha256('one')}  a\n${sha256('two')}  b\n`));
    expect(written.version).toBe(`v-${written.digest.slice(0, 12)}`);
    expect(await versionDigest(written.directory)).toBe(written.digest);
    expect(await readdir(output)).toEqual([written.version]);
  });

  it('gives the same folder for the same content', async () => {
    const output = await temporaryFolder();
    const files = new Map([['a', bytes('one')]]);
    expect(await writeVersion(output, files)).toEqual(await writeVersion(output, files));
    expect(await readdir(output)).toHaveLength(1);
  });

  it('leaves nothing behind when a file cannot be written', async () => {
    const output = await temporaryFolder();
    await expect(
      writeVersion(
        output,
        new Map([
          ['a', bytes('one')],
          ['no/such/folder', bytes('two')],
        ]),
      ),
    ).rejects.toThrow('ENOENT');
    expect(await readdir(output)).toEqual([]);
  });

  it('does not write over a folder of that name with other content', async () => {
    const output = await temporaryFolder();
    const files = new Map([['a', bytes('one')]]);
    const { version } = await writeVersion(await temporaryFolder(), files);
    await mkdir(join(output, version));
    await writeFile(join(output, version, 'a'), 'other');
    await expect(writeVersion(output, files)).rejects.toThrow();
    expect(await readdir(output)).toEqual([version]);
  });
});
