import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Example, type Gate, type ModelSpec, modelSpecSchema } from '@driftdesk/contracts';
import { runTraining, type TrainerProgram } from '@driftdesk/delivery';
import { version } from '@driftdesk/platform';
import { model } from '@driftdesk/ticket-triage';
import { headName } from '../dataset.js';
import type { Settings } from './settings.js';
import type { StreamTicket } from './tickets.js';

const main = fileURLToPath(import.meta.resolve('@driftdesk/trainer').replace(/index\.js$/, 'main.js'));

export const modelName = 'stream';

/** Ticket triage's own features, training and gates, with one head over the file's labels. */
export function specOf(labels: Iterable<string>): ModelSpec {
  const [first] = model.spec.heads;
  const gates = (model.spec.gates ?? []).flatMap((gate): Gate[] => {
    if (!('head' in gate)) return [gate];
    return gate.head === first?.name ? [{ ...gate, head: headName }] : [];
  });
  const heads = [{ name: headName, labels: [...new Set(labels)].sort(), abstains: true }];
  return modelSpecSchema.parse({ ...model.spec, name: modelName, heads, gates });
}

/** The real trainer, with the bench's embedding model. */
export function trainerProgram({ cache, threads }: Pick<Settings, 'cache' | 'threads'>): TrainerProgram {
  const folder = cache ?? join(tmpdir(), 'driftdesk-bench');
  return {
    main,
    embeddingModel: join(folder, 'model-int8'),
    embeddingThreads: threads,
    embeddingCache: join(folder, 'training-cache'),
    codeVersion: version,
  };
}

/** Trains a version without anybody's gates. @returns its folder, and how to remove it */
export async function trainVersion(program: TrainerProgram, spec: ModelSpec, examples: readonly Example[]) {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-stream-'));
  const task = { trainingRun: 'bench', spec, examples, folder };
  const result = await runTraining(program, task, { onProgress: () => undefined });
  if (result.status !== 'trained') throw new Error(`The training failed: ${result.reason}`);
  return { directory: result.versionFolder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Trains the first champion, as an import does: the trainer embeds the texts, and keeps that for the runs to come. */
export function trainFirst(program: TrainerProgram, spec: ModelSpec, beginning: readonly StreamTicket[]) {
  const examples = beginning.map(({ example: { embedding: _, ...example } }) => example);
  return trainVersion(program, spec, examples);
}
