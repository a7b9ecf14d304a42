import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';

const module = JSON.stringify(new URL('./end-on-signal.js', import.meta.url).href);
/** A process whose orderly end takes CLOSE milliseconds; it says when it listens, and when it has closed. */
const program = `
  const { endOnSignal } = await import(${module});
  const say = (text) => process.stdout.write(text + ' ');
  const app = endOnSignal({ info: (...said) => say(said.at(-1)), flush: () => undefined });
  app.close = () => new Promise((resolve) => setTimeout(resolve, CLOSE));
  setInterval(() => undefined, 1000);
  say('open');`;

let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

/** Sends it the signals, each so many milliseconds after it began to end. */
async function run(closeMs: number, ...signals: readonly [NodeJS.Signals, number][]) {
  const started = spawn(process.execPath, ['--input-type=module', '-e', program.replace('CLOSE', String(closeMs))]);
  child = started;
  let said = '';
  started.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const hears = async (text: string) => {
    while (!said.includes(text)) await once(started.stdout, 'data');
  };
  await hears('open');
  started.kill('SIGINT');
  await hears('ending');
  const since = performance.now();
  for (const [signal, afterMs] of signals) setTimeout(() => started.kill(signal), afterMs);
  const [code] = (await once(started, 'close')) as [number | null];
  return { code, said: said.trim(), ms: performance.now() - since };
}

describe('an orderly end', () => {
  it('goes on when the signal that began it comes twice, as Ctrl-C does to a process group', async () => {
    const { code, said } = await run(600, ['SIGINT', 20], ['SIGTERM', 100]);
    expect([code, said]).toEqual([0, 'open ending ended']);
  });

  it('is cut short by another signal after a second', async () => {
    const { code, said, ms } = await run(60_000, ['SIGINT', 20], ['SIGINT', 1_200]);
    expect([code, said]).toEqual([130, 'open ending']);
    expect(ms).toBeLessThan(10_000);
  });
});
