import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { encodeEmbedding, type TrainingProgress, trainingStages } from '@driftdesk/contracts';
import { prepareEmbeddingModel } from '@driftdesk/embeddings';
import { openVersion } from '@driftdesk/inference';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomExamples, spec, wordEmbedder, writeRequest } from './training.fixture.js';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.js');
const dimensions = 384;

describe('a trainer that is killed', () => {
  let embeddingModel: string;
  let lines: unknown[];
  beforeAll(async () => {
    embeddingModel = await mkdtemp(join(tmpdir(), 'driftdesk-embedding-model-'));
    await prepareEmbeddingModel({ directory: embeddingModel });
    const examples = randomExamples(300, 6);
    const embeddings = await wordEmbedder(dimensions).embed(examples.map(({ body }) => body));
    lines = examples.map((example, row) => ({
      ...example,
      embedding: encodeEmbedding(embeddings[row] as Float32Array),
    }));
  }, 120_000);
  afterAll(() => rm(embeddingModel, { recursive: true }));

  /** Runs the trainer until it tells of a stage, or to its end. @returns the names in its output folder */
  async function runUntil(stage?: TrainingProgress['stage']) {
    const features = { ...spec.features, embedding: { dimensions, scale: 1 } };
    const request = await writeRequest(lines, { spec: { ...spec, features }, embeddingModel });
    const path = join(request.output, 'request.json');
    await writeFile(path, JSON.stringify(request));
    const child = spawn(process.execPath, [main, path], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    for await (const line of createInterface({ input: child.stdout })) {
      if ((JSON.parse(line) as TrainingProgress).stage === stage) child.kill('SIGKILL');
    }
    const [code, signal] = (await closed) as [number | null, string | null];
    return { output: request.output, names: await readdir(request.output), code, signal };
  }

  it.each(trainingStages)(
    'at the stage %s leaves no half version, and no outcome without everything else',
    async (stage) => {
      const { output, names, signal } = await runUntil(stage);
      for (const name of names.filter((one) => one.startsWith('v-'))) {
        await (await openVersion(join(output, name))).release();
      }
      // The last stage is told of when only the outcome is missing: the kill may come too late.
      if (signal === 'SIGKILL') expect(names).not.toContain('outcome.json');
      else expect([stage, names]).toEqual(['export', expect.arrayContaining(['evaluation.json', 'outcome.json'])]);
    },
    60_000,
  );

  it('trains when nobody kills it', async () => {
    const { names, code } = await runUntil();
    expect(code).toBe(0);
    expect(names.sort()).toEqual(['evaluation.json', 'outcome.json', 'request.json', 'snapshot.jsonl', names.at(-1)]);
    expect(names.at(-1)).toMatch(/^v-[0-9a-f]{12}$/);
  }, 60_000);
});
