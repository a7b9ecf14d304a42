import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { convertedModel } from './converted-model.fixture.js';

it('lets a process exit with its own code while texts are being embedded', async () => {
  const program = `
    const { openEmbedder } = await import(${JSON.stringify(new URL('./embedder.js', import.meta.url).href)});
    const embedder = await openEmbedder({ directory: ${JSON.stringify(await convertedModel('int8'))}, threads: 2 });
    await Promise.race(Array.from({ length: 40 }, (_, i) => embedder.embed([('text ' + i + ' ').repeat(40)])));
    process.exit(3);`;
  const code = await new Promise<unknown>((resolve) => {
    const child = execFile(process.execPath, ['--input-type=module', '-e', program], () => {});
    child.once('exit', (exitCode, signal) => resolve(signal ?? exitCode));
  });
  expect(code).toBe(3);
});
