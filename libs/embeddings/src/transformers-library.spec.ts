import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

it('loads transformers.js with onnxruntime-node, but neither sharp nor onnxruntime-web', async () => {
  const library = new URL('./transformers-library.js', import.meta.url).href;
  const program = `
    const { loadTransformers } = await import(${JSON.stringify(library)});
    const { AutoModel } = loadTransformers();
    const { createRequire } = await import('node:module');
    const loaded = Object.keys(createRequire(${JSON.stringify(library)}).cache);
    const has = (name) => loaded.some((file) => file.includes('node_modules/' + name + '/'));
    console.log(typeof AutoModel.from_pretrained, ['onnxruntime-node', 'sharp', 'onnxruntime-web'].map(has).join());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stdout.trim()).toBe('function true,false,false');
});
