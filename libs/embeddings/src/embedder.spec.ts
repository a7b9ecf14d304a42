import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertedModel } from './converted-model.fixture.js';
import { type Embedder, openEmbedder } from './embedder.js';
import { fileSha256 } from './file-digest.js';

/**
 * Made from the published float32 weights of all-MiniLM-L6-v2 by an independent implementation: numpy in float64 and
 * Hugging Face's Rust tokenizer, windows as documented. `vector` is base64 of little-endian float32.
 */
interface Golden {
  readonly name: string;
  /** Word pieces without [CLS] and [SEP]. */
  readonly tokens: number;
  readonly text: string;
  /** The first eight numbers, to five digits. */
  readonly first: readonly number[];
  readonly vector: string;
}
const golden = JSON.parse(
  await readFile(new URL('../src/golden-vectors.json', import.meta.url), 'utf8'),
) as readonly Golden[];
const references = golden.map(({ vector }) => new Float32Array(Uint8Array.from(Buffer.from(vector, 'base64')).buffer));
const texts = golden.map(({ text }) => text);

/** Both at unit length. */
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d]!, 0);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const repeat = (word: string, count: number) => Array.from({ length: count }, () => word).join(' ');

describe('the int8 embedder', () => {
  let embedder: Embedder;
  let directory: string;
  beforeAll(async () => {
    directory = await convertedModel('int8');
    embedder = await openEmbedder({ directory, threads: 2 });
  });
  afterAll(() => embedder.close());

  it('knows its dimensions and the digest of its model', async () => {
    expect(await embedder.ready).toBe(384);
    expect(embedder.digest).toBe(await fileSha256(join(directory, 'onnx/model_quantized.onnx')));
  });

  it('comes close to the reference', async () => {
    const vectors = await embedder.embed(texts);
    const cosines = vectors.map((vector, i) => cosine(vector, references[i]!));
    expect(mean(cosines)).toBeGreaterThanOrEqual(0.99);
    // With nothing, or one mark, to read, the error of two or three tokens does not average out.
    const floors = golden.map(({ tokens }) => (tokens < 2 ? 0.97 : 0.985));
    const tooFar = golden.filter((_, i) => cosines[i]! < floors[i]!).map(({ name }) => name);
    expect(tooFar).toEqual([]);
  });

  it('returns vectors of unit length, for blank texts too', async () => {
    const vectors = await embedder.embed([...texts, '   \n\t', 'x'.repeat(20_000), '\ud800 lone surrogate']);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    expect(vectors[texts.length]).toEqual(vectors[texts.indexOf('')]);
  });

  it('gives a text the same bits alone, in company and in any order', async () => {
    const alone: Float32Array[] = [];
    for (const text of texts) alone.push((await embedder.embed([text]))[0]!);
    expect(await embedder.embed(texts)).toEqual(alone);
    expect(await embedder.embed(texts.toReversed())).toEqual(alone.toReversed());
    const concurrent = await Promise.all(texts.map((text, i) => embedder.embed([text, `mate ${i}`])));
    expect(concurrent.map(([first]) => first)).toEqual(alone);
  });

  it('reads a long text in windows weighted by their tokens, and four of them at most', async () => {
    const long = ['printer', 'network'].map((word) => repeat(word, 254));
    const parts = await embedder.embed([...long, repeat('screen', 100)]);
    const [joined, four, more] = await embedder.embed([
      [...long, repeat('screen', 100)].join(' '),
      repeat('printer', 4 * 254),
      `${repeat('printer', 4 * 254)} ${repeat('network', 300)}`,
    ]);
    const weights = [254, 254, 100];
    const sum = Float32Array.from(joined!, (_, d) => parts.reduce((s, part, i) => s + part[d]! * weights[i]!, 0));
    const length = Math.hypot(...sum);
    joined!.forEach((value, d) => expect(value).toBeCloseTo(sum[d]! / length, 5));
    expect(more).toEqual(four);
  });

  it('hands over vectors with memory of their own', async () => {
    const [a, b] = await embedder.embed(['one', 'two']);
    expect(a!.byteLength).toBe(a!.buffer.byteLength);
    expect(a!.buffer).not.toBe(b!.buffer);
    expect(await embedder.embed([])).toEqual([]);
  });
});

it('the fp32 conversion equals the reference', async () => {
  const embedder = await openEmbedder({ directory: await convertedModel('fp32'), threads: 1 });
  const vectors = await embedder.embed(texts);
  await embedder.close();
  vectors.forEach((vector, i) => {
    expect(cosine(vector, references[i]!)).toBeGreaterThanOrEqual(0.9999);
    golden[i]!.first.forEach((value, d) => expect(Math.abs(vector[d]! - value)).toBeLessThan(5e-4));
  });
});

describe('opening', () => {
  it('names the files that a model folder lacks', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'driftdesk-embeddings-'));
    try {
      await expect(openEmbedder({ directory: join(directory, 'nowhere') })).rejects.toThrow('does not exist');
      await writeFile(join(directory, 'config.json'), '{}');
      await expect(openEmbedder({ directory })).rejects.toThrow(
        'lacks tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx or',
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('says that a model cannot be loaded', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'driftdesk-embeddings-'));
    try {
      for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
        await writeFile(join(directory, file), await readFile(join(await convertedModel('int8'), file)));
      }
      await mkdir(join(directory, 'onnx'));
      await writeFile(join(directory, 'onnx/model.onnx'), 'not a model');
      await expect(openEmbedder({ directory, threads: 2 })).rejects.toThrow('cannot be loaded');
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('finishes its texts when it is closed', async () => {
    const embedder = await openEmbedder({ directory: await convertedModel('int8'), threads: 1 });
    const pending = embedder.embed(texts);
    await embedder.close();
    expect(await pending).toHaveLength(texts.length);
    await expect(embedder.embed(['late'])).rejects.toThrow('closed');
  });
});
