import { execFileSync, spawn } from 'node:child_process';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noSpaceExitCode } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { randomExamples, writeRequest } from './training.fixture.js';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.js');

/** Runs the trainer as its process and waits for its end. */
async function runMain(...paths: string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [main, ...paths], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr };
}

describe('the trainer’s process', () => {
  it('writes a failed outcome and no version when the embedding model is missing', async () => {
    const request = await writeRequest(randomExamples(10, 1));
    const path = join(request.output, 'request.json');
    await writeFile(path, JSON.stringify(request));
    const { code } = await runMain(path);
    expect(code).toBe(1);
    const outcome: unknown = JSON.parse(await readFile(join(request.output, 'outcome.json'), 'utf8'));
    expect(outcome).toEqual({ status: 'failed', reason: expect.stringContaining('no-such-model') });
    expect((await readdir(request.output)).sort()).toEqual(['outcome.json', 'request.json', 'snapshot.jsonl']);
  });

  it('ends with a code of its own, and no outcome, where the disk is full', async () => {
    const request = await writeRequest(randomExamples(10, 1));
    const path = join(request.output, 'request.json');
    await writeFile(path, JSON.stringify(request));
    // The outcome goes by this file, and a full device takes nothing.
    await symlink('/dev/full', join(request.output, 'outcome.json.incomplete'));
    expect(await runMain(path)).toEqual({ code: noSpaceExitCode, stderr: expect.stringContaining('The disk is full') });
    expect(await readdir(request.output)).not.toContain('outcome.json');
  });

  it('says what is wrong with a request', async () => {
    const request = await writeRequest([]);
    const path = join(request.output, 'request.json');
    await writeFile(path, JSON.stringify({ ...request, embeddingThreads: 0 }));
    const { code, stderr } = await runMain(path);
    expect(code).toBe(1);
    expect(stderr).toContain('The training request is not valid');
    expect(stderr).toContain('embeddingThreads');
  });

  it('ends with whoever started it', async () => {
    const request = await writeRequest([]);
    const path = join(request.output, 'request.json');
    // It waits for ever for a request that nobody writes into the pipe.
    execFileSync('mkfifo', [path]);
    const child = spawn(process.execPath, [main, path, '--end-with-stdin'], {
      env: {},
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.end();
    const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
  });

  it('asks for a request', async () => {
    expect(await runMain()).toEqual({ code: 2, stderr: expect.stringContaining('Usage') });
  });
});
