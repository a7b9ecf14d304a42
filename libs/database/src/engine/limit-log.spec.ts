import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStore } from '../folder/create-store.js';
import { checkpointBytes, checkpointWhenDue } from './limit-log.js';
import { type Engine, openEngine } from './open-engine.js';

const limit = 64 * 2 ** 20;

describe('the log of the embedded store', () => {
  let scratch: string;
  let store: string;
  let engine: Engine;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'driftdesk-log-'));
    store = join(scratch, 'store');
    await createStore(store);
    engine = await openEngine(store);
    await engine.pglite.exec('CREATE TABLE tickets (id int PRIMARY KEY, body text)');
  }, 30_000);
  afterAll(async () => {
    await engine.pglite.close();
    await rm(scratch, { recursive: true });
  });

  const logBytes = async () => {
    const names = (await readdir(join(store, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name));
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(store, 'pg_wal', name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const write = (from: number, rows: number) =>
    engine.pglite.exec(
      `INSERT INTO tickets SELECT n, repeat(md5(n::text), 30) FROM generate_series(${from}, ${from + rows - 1}) n`,
    );

  it('stays within 64 MB, however much is written, and a checkpoint holds the thread a moment', async () => {
    let checkpoints = 0;
    let [largest, longestMs] = [0, 0];
    for (let from = 0; from < 160_000; from += 4_000) {
      await write(from, 4_000);
      const since = performance.now();
      if (await checkpointWhenDue(engine.pglite)) {
        checkpoints += 1;
        longestMs = Math.max(longestMs, performance.now() - since);
      }
      largest = Math.max(largest, await logBytes());
    }
    process.stderr.write(
      `log: ${(largest / 2 ** 20).toFixed(0)} MB at most, ${checkpoints} checkpoints of at most ${longestMs.toFixed(0)} ms\n`,
    );
    expect(largest).toBeLessThanOrEqual(limit);
    expect(checkpoints).toBeGreaterThan(3);
  }, 60_000);

  it('is left alone while little is written', async () => {
    await engine.pglite.exec('CHECKPOINT');
    await write(900_000, 10);
    expect(await checkpointWhenDue(engine.pglite)).toBe(false);
    expect(checkpointBytes).toBeLessThanOrEqual(limit / 2);
  });
});
