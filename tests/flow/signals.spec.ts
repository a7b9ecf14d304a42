import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyPreparedHome } from '../support/prepared-home.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('a desk that npm started', () => {
  let home: string;
  let remove: () => Promise<void>;
  let npm: ChildProcess | undefined;
  beforeEach(async () => void ({ home, remove } = await copyPreparedHome()));
  afterEach(async () => {
    if (npm?.pid !== undefined) endGroup(npm.pid);
    await remove();
  });

  /** `npm start` in a process group of its own, as a terminal starts it, until the desk is ready; its log as it grows. */
  async function npmStart(): Promise<{ pid: number; log: string[]; closed: Promise<unknown> }> {
    const environment = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', DRIFTDESK_HOME: home };
    const child = spawn('npm', ['start', '--silent'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: environment,
    });
    npm = child;
    const log: string[] = [];
    // The desk writes into the same pipe: it closes when the last of them has ended.
    const closed = once(child.stdout, 'close');
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        log.push((JSON.parse(line) as { msg: string }).msg);
        if (log.at(-1) === 'ready') resolve();
      });
      closed.then(() => reject(new Error(`It ended first: ${log.join(', ')}`)), reject);
    });
    return { pid: child.pid ?? 0, log, closed };
  }

  it('ends in order when Ctrl-C reaches it twice: from the terminal, and from what started it', async () => {
    const { pid, log, closed } = await npmStart();
    process.kill(-pid, 'SIGINT');
    await closed;
    expect(log.slice(-2)).toEqual(['ending', 'ended']);
    expect(await readdir(home)).not.toContain('lock');
  }, 120_000);

  it('ends in order when npm alone is told to end', async () => {
    const { pid, log, closed } = await npmStart();
    process.kill(pid, 'SIGTERM');
    await closed;
    expect(log.slice(-2)).toEqual(['ending', 'ended']);
    expect(await readdir(home)).not.toContain('lock');
  }, 120_000);
});

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
