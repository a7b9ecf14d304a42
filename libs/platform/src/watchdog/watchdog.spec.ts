import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';

const module = JSON.stringify(new URL('./start-watchdog.js', import.meta.url).href);
/** A process that is stuck once it has said so; it would end in order, could it hear. */
const stuck = `
  const { startWatchdog } = await import(${module});
  startWatchdog('stuck', console, { stuckSeconds: 2, endSeconds: 3 });
  process.on('SIGTERM', () => process.exit(0));
  setTimeout(() => { process.stdout.write('stuck'); for (const until = Date.now() + SPIN; Date.now() < until;); }, 1000);
  setInterval(() => undefined, 1000);`;

let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

/** Runs it, and calls `act` when it is stuck. */
async function run(spinMs: number, act: (pid: number) => void, command = [process.execPath]) {
  const program = stuck.replace('SPIN', String(spinMs));
  const [file = '', ...options] = command;
  const started = spawn(file, [...options, '--input-type=module', '-e', program]);
  child = started;
  const errors: string[] = [];
  started.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  await once(started.stdout, 'data');
  const since = performance.now();
  act(started.pid ?? 0);
  const [code, signal] = (await once(started, 'close')) as [number | null, string | null];
  return { code, signal, seconds: (performance.now() - since) / 1000, errors: errors.join('') };
}

describe('a process whose event loop is stuck', () => {
  it('ends in time after SIGTERM', async () => {
    const { signal, seconds, errors } = await run(60_000, (pid) => process.kill(pid, 'SIGTERM'));
    expect(signal).toBe('SIGKILL');
    expect(seconds).toBeLessThan(10);
    expect(errors).toContain('the process did not end in time: it is killed');
    expect(errors).not.toContain('Deprecation');
  }, 30_000);

  const unshare = ['unshare', '--pid', '--fork', '--kill-child'];
  const isolates = spawnSync(unshare[0] ?? '', [...unshare.slice(1), 'true']).status === 0;
  (isolates ? it : it.skip)(
    'ends in time as the first process of a container, too',
    async () => {
      const terminate = (pid: number) => spawnSync('pkill', ['-TERM', '-P', String(pid)]);
      const { code, seconds } = await run(60_000, terminate, [...unshare, process.execPath]);
      expect(code).not.toBe(0);
      expect(seconds).toBeLessThan(10);
    },
    30_000,
  );

  it('says so, and when it moves again', async () => {
    const { errors, code } = await run(4_500, (pid) => setTimeout(() => process.kill(pid, 'SIGTERM'), 7_000));
    expect(errors).toMatch(/"level":"error".*"seconds":2,"msg":"the event loop is stuck"/);
    expect(errors).toMatch(/"msg":"the event loop moves again"/);
    expect(code).toBe(0);
  }, 30_000);
});
