import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileSha256 } from './file-digest.js';

describe('the digest of a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-digest-'));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read again after a read that failed', async () => {
    const path = join(folder, 'model');
    await writeFile(path, 'weights');
    await chmod(path, 0);
    await asNobody(async () => {
      await expect(stat(path)).resolves.toMatchObject({ size: 7 });
      await expect(fileSha256(path)).rejects.toThrow('EACCES');
    });
    await chmod(path, 0o644);
    expect(await fileSha256(path)).toBe(createHash('sha256').update('weights').digest('hex'));
  });
});

/** Root may read everything: for it, somebody else does the work. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}
