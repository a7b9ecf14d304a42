import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isIntact } from './conversion/manifest.js';
import { convertedModel } from './converted-model.fixture.js';
import { fileSha256 } from './file-digest.js';
import { prepareEmbeddingModel } from './prepare-embedding-model.js';

const onnx = 'onnx/model_quantized.onnx';

describe('prepareEmbeddingModel', () => {
  let parent: string;
  let directory: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'driftdesk-embeddings-'));
    directory = join(parent, 'models', 'minilm');
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('converts once, into the layout of transformers.js, and leaves nothing else behind', async () => {
    const steps: string[] = [];
    const onProgress = (done: number, total: number) => steps.push(`${done}/${total}`);
    expect(await prepareEmbeddingModel({ directory, onProgress })).toEqual({ converted: true });
    expect(steps).toEqual(['1/8', '2/8', '3/8', '4/8', '5/8', '6/8', '7/8', '8/8']);
    expect(await readdir(join(parent, 'models'))).toEqual(['minilm']);
    expect((await readdir(directory)).sort()).toEqual([
      'config.json',
      'conversion.json',
      'onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    const { mtimeMs } = await stat(join(directory, onnx));
    expect(await prepareEmbeddingModel({ directory, onProgress })).toEqual({ converted: false });
    expect((await stat(join(directory, onnx))).mtimeMs).toBe(mtimeMs);
    expect(steps).toHaveLength(8);
  });

  it('replaces a damaged model with the same bytes as before', async () => {
    await cp(await convertedModel('int8'), directory, { recursive: true });
    expect(await isIntact(directory, 'int8')).toBe(true);
    expect(await isIntact(directory, 'fp32')).toBe(false);
    const digest = await fileSha256(join(directory, onnx));
    await truncate(join(directory, 'tokenizer.json'), 1_000);
    expect(await isIntact(directory, 'int8')).toBe(false);
    await flipByte(join(directory, onnx), 12_345_678);
    expect(await prepareEmbeddingModel({ directory })).toEqual({ converted: true });
    expect(await fileSha256(join(directory, onnx))).toBe(digest);
    expect(JSON.parse(await readFile(join(directory, 'tokenizer.json'), 'utf8'))).toMatchObject({ padding: null });
  });

  it('notices one flipped bit', async () => {
    await cp(await convertedModel('int8'), directory, { recursive: true });
    await flipByte(join(directory, onnx), 23_000_000);
    expect(await isIntact(directory, 'int8')).toBe(false);
  });

  it('does not touch a folder with other people’s files', async () => {
    await writeFile(join(parent, 'notes.txt'), 'mine');
    await expect(prepareEmbeddingModel({ directory: parent })).rejects.toThrow(
      'holds files that Driftdesk did not write',
    );
    expect(await readdir(parent)).toEqual(['notes.txt']);
  });
});

async function flipByte(path: string, position: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, position);
  byte[0]! ^= 1;
  await file.write(byte, 0, 1, position);
  await file.close();
}
