import { afterEach, describe, expect, it } from '@jest/globals';
import { EmbeddingQueueFullError, WorkerPool } from './worker-pool.js';
import type { FixtureData } from './worker-pool.fixture.js';

const opened: { pool: WorkerPool; release: () => void }[] = [];

function openPool({
  threads = 2,
  maxQueue = 1_000,
  unusable,
}: { threads?: number; maxQueue?: number; unusable?: string } = {}) {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const data: FixtureData = { flags, unusable };
  const pool = new WorkerPool({ file: new URL('./worker-pool.fixture.js', import.meta.url), data, threads, maxQueue });
  const release = () => {
    Atomics.store(flags, 1, 1);
    Atomics.notify(flags, 1);
  };
  opened.push({ pool, release });
  return { pool, release };
}

const numbers = (vectors: Float32Array[]) => vectors.map((vector) => vector[0]);

describe('WorkerPool', () => {
  afterEach(async () => {
    for (const { release } of opened) release();
    await Promise.all(opened.splice(0).map(({ pool }) => pool.close()));
  });

  it('answers in the order of the texts, for calls that overlap', async () => {
    const { pool } = openPool();
    expect(await pool.start()).toBe(1);
    const calls = Array.from({ length: 20 }, (_, call) => Array.from({ length: call }, (_, i) => 'x'.repeat(call + i)));
    const results = await Promise.all(calls.map((texts) => pool.embed(texts, 'interactive')));
    expect(results.map(numbers)).toEqual(calls.map((texts) => texts.map((text) => text.length)));
  });

  it('lets short texts pass while a long one occupies a worker', async () => {
    const { pool, release } = openPool();
    await pool.start();
    let finished = false;
    const long = pool.embed(['wait'.padEnd(5_000)], 'interactive').finally(() => (finished = true));
    const short = await pool.embed(
      Array.from({ length: 40 }, () => 'short'),
      'interactive',
    );
    expect(short).toHaveLength(40);
    expect(finished).toBe(false);
    release();
    expect(numbers(await long)).toEqual([5_000]);
  });

  it('serves interactive texts before background ones', async () => {
    const { pool, release } = openPool({ threads: 1 });
    await pool.start();
    const order: string[] = [];
    const blocker = pool.embed(['wait'.padEnd(2_000)], 'interactive');
    const background = pool.embed(['a', 'b', 'c'], 'background').then(() => order.push('background'));
    const interactive = pool.embed(['d'], 'interactive').then(() => order.push('interactive'));
    release();
    await Promise.all([blocker, background, interactive]);
    expect(order).toEqual(['interactive', 'background']);
  });

  it('replaces a worker that dies and tries its texts again', async () => {
    const { pool } = openPool();
    await pool.start();
    const texts = ['one', 'die once', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    expect(numbers(await pool.embed(texts, 'interactive'))).toEqual(texts.map((text) => text.length));
  });

  it('rejects only the call whose text kills workers twice, with the reason', async () => {
    const { pool } = openPool();
    await pool.start();
    const deadly = pool.embed(['die'], 'interactive');
    const others = Array.from({ length: 10 }, (_, i) => pool.embed(['x'.repeat(i)], 'interactive'));
    await expect(deadly).rejects.toThrow('stopped twice over the same text: out of memory, says the fixture');
    expect((await Promise.all(others)).map((vectors) => vectors[0]![0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(numbers(await pool.embed(['still here'], 'interactive'))).toEqual([10]);
  });

  it('rejects a text the model refuses without losing the worker', async () => {
    const { pool } = openPool({ threads: 1 });
    await pool.start();
    await expect(pool.embed(['refuse'], 'interactive')).rejects.toThrow('could not be embedded: not this text');
    expect(numbers(await pool.embed(['fine'], 'interactive'))).toEqual([4]);
  });

  it('says why no worker can start', async () => {
    const { pool } = openPool({ unusable: 'the model is broken' });
    await expect(pool.start()).rejects.toThrow('the model is broken');
  });

  it('rejects a call that would overfill the queue', async () => {
    const { pool, release } = openPool({ threads: 1, maxQueue: 3 });
    await pool.start();
    const first = pool.embed(['wait'.padEnd(2_000)], 'interactive');
    const second = pool.embed(['a', 'b'], 'interactive');
    await expect(pool.embed(['c', 'd'], 'interactive')).rejects.toBeInstanceOf(EmbeddingQueueFullError);
    release();
    expect(numbers((await Promise.all([first, second])).flat())).toEqual([2_000, 1, 1]);
  });

  it('finishes what it has when it is closed, and takes no more', async () => {
    const { pool } = openPool();
    await pool.start();
    const pending = pool.embed(
      Array.from({ length: 100 }, () => 'text'),
      'interactive',
    );
    const closed = pool.close();
    await expect(pool.embed(['late'], 'interactive')).rejects.toThrow('The embedder is closed.');
    await closed;
    expect(await pending).toHaveLength(100);
  });
});
