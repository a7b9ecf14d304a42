import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Card, type Example, trainingOutcomeSchema, type TrainingRequest } from '@driftdesk/contracts';
import { openPglite } from '@driftdesk/database';
import { writeSnapshot } from '@driftdesk/delivery';
import { readVersion } from '@driftdesk/inference';
import { model } from '@driftdesk/ticket-triage';
import { openHomeRegistry } from './home-registry.js';

const trainer = fileURLToPath(new URL('../../../apps/trainer/dist/main.js', import.meta.url));

/**
 * Trains a version on these examples and the home's registered labels, in the trainer's own process, and makes it the
 * champion of a home that no desk runs on. @returns its name and card
 */
export async function trainChampion(
  home: string,
  examples: readonly Example[],
): Promise<{ version: string; card: Card }> {
  const output = await mkdtemp(join(tmpdir(), 'driftdesk-training-'));
  const database = await openPglite(join(home, 'store'));
  try {
    const registry = await openHomeRegistry(home, database);
    const snapshot = join(output, 'snapshot.jsonl');
    const { digest } = await writeSnapshot(snapshot, examples);
    const request: TrainingRequest = {
      trainingRun: 'test',
      spec: await registry.withLabels(model.spec),
      snapshot,
      snapshotDigest: digest,
      output,
      embeddingModel: join(home, 'embedding-model'),
      embeddingThreads: 2,
      embeddingCache: join(home, 'training-cache'),
      codeVersion: '0',
    };
    const folder = await runTrainer(request);
    const { version } = await registry.register(folder);
    await registry.promote(model.spec.name, version, 'a test trained it', { id: 'test', role: 'system' });
    const { card } = await readVersion(folder);
    return { version, card };
  } finally {
    await database.close();
    await rm(output, { recursive: true });
  }
}

/** @returns the version folder @throws Error with the outcome's reason */
async function runTrainer(request: TrainingRequest): Promise<string> {
  const requestFile = join(request.output, 'request.json');
  await writeFile(requestFile, JSON.stringify(request));
  const child = spawn(process.execPath, [trainer, requestFile], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'close');
  const text = await readFile(join(request.output, 'outcome.json'), 'utf8');
  const outcome = trainingOutcomeSchema.parse(JSON.parse(text));
  if (outcome.status !== 'trained') throw new Error(outcome.reason);
  return join(request.output, outcome.version);
}
