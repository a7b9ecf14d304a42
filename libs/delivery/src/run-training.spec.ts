import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Example, ModelSpec, TrainingEvaluation, TrainingProgress } from '@driftdesk/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runTraining } from './run-training.js';
import type { WrittenSnapshot } from './write-snapshot.js';

const spec = { name: 'fixture' } as ModelSpec;
const examples: Example[] = [1, 2].map((n) => ({
  ...{ id: `t${n}`, group: 'g', body: 'x', language: 'en', source: 'original', labels: { queue: 'a' } },
}));

const champion = { directory: '/models/v-0', digest: 'a'.repeat(64) };
const evaluation: TrainingEvaluation = {
  champion: { version: 'v-0', digest: champion.digest },
  holdout: 'permanent',
  heads: [{ name: 'queue', candidateLabels: ['a', 'b'], championLabels: ['a'] }],
  rows: [],
  latencyMs: { candidate: 0.1, champion: 0.2 },
  modelBytes: { candidate: 10, champion: 9 },
};

/** Every trainer begins with this: the request as it was written. */
const preamble = `
import { readFileSync, writeFileSync } from 'node:fs';
const request = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const end = (outcome) => writeFileSync(request.output + '/outcome.json', JSON.stringify(outcome));
`;

describe('runTraining', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'driftdesk-delivery-'))));
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs a program of a few lines as the trainer. */
  async function run(program: string, stop = new AbortController(), stopAt?: TrainingProgress['stage']) {
    const main = join(folder, 'trainer.mjs');
    await writeFile(main, preamble + program);
    const seen: TrainingProgress[] = [];
    let written: WrittenSnapshot | undefined;
    const trainer = { main, embeddingModel: '/model', embeddingThreads: 2, embeddingCache: '/cache', codeVersion: '1' };
    const task = {
      trainingRun: 'run-1',
      spec,
      examples,
      champion,
      folder: join(folder, 'run'),
      onSnapshot: async (snapshot: WrittenSnapshot) => void (written = snapshot),
    };
    const onProgress = (progress: TrainingProgress) => {
      seen.push(progress);
      if (progress.stage === stopAt) stop.abort();
    };
    const result = await runTraining(trainer, task, { onProgress, signal: stop.signal, background: true });
    return { result, seen, written };
  }

  it('hands the trainer its request and snapshot, and nothing of this process’s environment', async () => {
    const { result, seen, written } = await run(`
      console.log(JSON.stringify({ stage: 'embed', done: 1, total: 2 }));
      writeFileSync(request.output + '/seen.json', JSON.stringify({ request, environment: process.env }));
      writeFileSync(request.output + '/evaluation.json', ${JSON.stringify(JSON.stringify(evaluation))});
      end({ status: 'trained', version: 'v-1' });
    `);
    expect(result).toEqual({ status: 'trained', versionFolder: join(folder, 'run', 'v-1'), evaluation });
    expect([seen, written?.examples]).toEqual([[{ stage: 'embed', done: 1, total: 2 }], 2]);
    const { request, environment } = JSON.parse(await readFile(join(folder, 'run', 'seen.json'), 'utf8'));
    expect(environment).toEqual({});
    expect(request).toMatchObject({ trainingRun: 'run-1', spec, champion, embeddingModel: '/model', codeVersion: '1' });
    expect(request).toMatchObject({ embeddingCache: '/cache', snapshotDigest: written?.digest });
    const snapshot = await readFile(request.snapshot, 'utf8');
    expect(createHash('sha256').update(snapshot).digest('hex')).toBe(written?.digest);
    const lines = snapshot.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(examples);
  });

  it.each([
    [
      'an outcome that says so',
      `end({ status: 'failed', reason: 'too few rows' }); process.exit(1);`,
      /^too few rows$/,
    ],
    ['no outcome', `console.error('out of memory'); process.exit(7);`, /^the trainer ended with 7\. out of memory/],
    [
      'a version without an evaluation',
      `end({ status: 'trained', version: 'v-1' });`,
      /^The trainer made a version without/,
    ],
  ])('has failed with %s', async (_, program, reason) => {
    expect((await run(program)).result).toEqual({ status: 'failed', reason: expect.stringMatching(reason) });
  });

  it('has not failed where the disk was full, which is no matter of the run', async () => {
    const full = run(
      `end({ status: 'failed', reason: 'x' }); console.error('The disk is full: /a.'); process.exit(75);`,
    );
    await expect(full).rejects.toMatchObject({
      name: 'StoreUnavailable',
      reason: 'full',
      message: 'The disk is full: /a.',
    });
  });

  it('is interrupted by a signal, whoever sent it', async () => {
    const killed = { status: 'interrupted', reason: 'the trainer ended with SIGKILL.' };
    expect((await run(`process.kill(process.pid, 'SIGKILL');`)).result).toEqual(killed);
    const forever = `setInterval(() => undefined, 1e6);`;
    const fitting = `console.log(JSON.stringify({ stage: 'fit', done: 0, total: 1 })); ${forever}`;
    expect((await run(fitting, new AbortController(), 'fit')).result).toEqual(killed);
  });

  it('ends a trainer that says nonsense, and one that is told to end', async () => {
    const forever = `setInterval(() => undefined, 1e6);`;
    await expect(run(`console.log('hello'); ${forever}`)).rejects.toThrow(SyntaxError);
    const ended = new AbortController();
    ended.abort();
    await expect(run(forever, ended)).rejects.toThrow('aborted');
  });

  it('needs nobody who listens', async () => {
    const main = join(folder, 'trainer.mjs');
    await writeFile(main, `${preamble} end({ status: 'failed', reason: readFileSync(request.snapshot, 'utf8') });`);
    const trainer = { main, embeddingModel: '/model', embeddingThreads: 2, embeddingCache: '/cache', codeVersion: '1' };
    const task = { trainingRun: 'run-1', spec, examples, folder: join(folder, 'run') };
    const result = await runTraining(trainer, task, { onProgress: () => undefined });
    expect(result).toEqual({ status: 'failed', reason: expect.stringMatching(/^\{.*\}\n\{.*\}\n$/) });
  });

  it('leaves nothing of an earlier run in its folder', async () => {
    await run(`end({ status: 'trained', version: 'v-old' }); writeFileSync(request.output + '/left', '');`);
    expect((await run('')).result).toMatchObject({ status: 'failed' });
    await expect(access(join(folder, 'run', 'left'))).rejects.toThrow();
  });
});
