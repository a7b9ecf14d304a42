import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const script = `
  import { getPriority } from 'node:os';
  import { Worker } from 'node:worker_threads';
  const worker = new Worker(
    \`import('node:worker_threads').then(async ({ parentPort }) => {
      const { yieldProcessor } = await import('${new URL('./yield-processor.js', import.meta.url).href}');
      yieldProcessor();
      const { getPriority } = await import('node:os');
      const { readlinkSync } = await import('node:fs');
      parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))));
    })\`,
    { eval: true },
  );
  worker.on('message', (niceness) => console.log(niceness - getPriority()));
`;

describe('yieldProcessor', () => {
  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('makes the calling thread nicer than the rest of its process', () => {
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(Number(output)).toBe(5);
  });
});
