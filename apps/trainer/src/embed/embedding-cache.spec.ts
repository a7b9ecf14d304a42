import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddingCache } from './embedding-cache.js';

const dimensions = 3;
const vectorOf = (n: number) => Float32Array.of(n, n + 0.5, -n);

describe('the embedding cache', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'driftdesk-cache-'))));
  afterEach(() => rm(folder, { recursive: true }));
  const openCache = (bytes?: number, model = 'model') => openEmbeddingCache(folder, model, dimensions, bytes);

  async function fill(count: number, bytes?: number): Promise<void> {
    const cache = await openCache(bytes);
    for (let n = 0; n < count; n++) cache.set(`text ${n}`, vectorOf(n));
    await cache.save();
  }

  it('gives back what an earlier run made, in one file a model', async () => {
    await fill(10);
    const again = await openCache();
    for (let n = 0; n < 10; n++) expect(again.get(`text ${n}`)).toEqual(vectorOf(n));
    expect(again.get('text 10')).toBeUndefined();
    expect((await openCache(undefined, 'other')).get('text 1')).toBeUndefined();
    expect((await openEmbeddingCache(folder, 'model', 4)).get('text 1')).toBeUndefined();
    expect(await readdir(folder)).toEqual(['model.embeddings']);
  });

  it('keeps no text', async () => {
    await fill(10);
    expect((await readFile(join(folder, 'model.embeddings'))).includes('text')).toBe(false);
  });

  it('keeps what the last run used when there is no room for everything', async () => {
    // 32 bytes of key and 12 of numbers each: room for ten.
    const bytes = 10 * 44;
    await fill(10, bytes);
    const second = await openCache(bytes);
    expect(second.get('text 7')).toEqual(vectorOf(7));
    for (const n of [20, 21, 22]) second.set(`text ${n}`, vectorOf(n));
    await second.save();
    const third = await openCache(bytes);
    const known = [7, 20, 21, 22, 0, 5, 6, 8, 9].map((n) => third.get(`text ${n}`) !== undefined);
    expect(known).toEqual([true, true, true, true, true, true, false, false, false]);
  });

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['truncated', (bytes) => bytes.subarray(0, -5)],
    ['flipped in a bit', (bytes) => bytes.fill((bytes[90] as number) ^ 1, 90, 91)],
    ['emptied', () => Buffer.alloc(0)],
    ['cut after its header', (bytes) => bytes.subarray(0, 34)],
  ])('counts a file that was %s as empty, and writes it anew', async (_, damage) => {
    await fill(10);
    const file = join(folder, 'model.embeddings');
    await writeFile(file, damage(await readFile(file)));
    const cache = await openCache();
    expect(cache.get('text 3')).toBeUndefined();
    cache.set('text 3', vectorOf(3));
    await cache.save();
    expect((await openCache()).get('text 3')).toEqual(vectorOf(3));
  });
});
