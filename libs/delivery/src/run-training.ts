import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Example, type ModelSpec, trainingOutcomeSchema, type TrainingRequest } from '@driftdesk/contracts';
import { runTrainerProcess, type TrainerWatch } from './trainer-process.js';
import { writeSnapshot } from './write-snapshot.js';

/** What runs a training: the trainer's program and what it needs of this installation. */
export interface TrainerProgram {
  /** Path of the trainer's main file. */
  readonly main: string;
  /** Folder of the embedding model. */
  readonly embeddingModel: string;
  readonly embeddingThreads: number;
  readonly codeVersion: string;
}

/** One training: a model and what it learns from. */
export interface TrainingTask {
  readonly trainingRun: string;
  readonly spec: ModelSpec;
  readonly examples: AsyncIterable<Example> | Iterable<Example>;
  /** Folder for the run's files; emptied before, and left to the caller afterwards. */
  readonly folder: string;
  /** Told when the snapshot is written, with its number of rows. */
  readonly onSnapshot?: ((examples: number) => Promise<void>) | undefined;
}

/** How a training ended: with a version's folder, or with a reason. */
export type TrainingResult =
  | { readonly status: 'trained'; readonly versionFolder: string }
  | { readonly status: 'failed'; readonly reason: string };

/** Trains a model in a process of its own. A run without an outcome has failed, whatever it left behind. */
export async function runTraining(
  program: TrainerProgram,
  { trainingRun, spec, examples, folder, onSnapshot }: TrainingTask,
  watch: TrainerWatch,
): Promise<TrainingResult> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { embeddingModel, embeddingThreads, codeVersion } = program;
  const snapshot = join(folder, 'snapshot.jsonl');
  const request: TrainingRequest = {
    ...{ trainingRun, spec, snapshot, output: folder },
    ...{ embeddingModel, embeddingThreads, codeVersion },
  };
  const rows = await writeSnapshot(snapshot, examples, watch.signal);
  await onSnapshot?.(rows);
  const ending = await runTrainerProcess(program.main, request, watch);
  const written = await readFile(join(folder, 'outcome.json'), 'utf8').catch(() => undefined);
  if (written === undefined) return { status: 'failed', reason: ending };
  const outcome = trainingOutcomeSchema.parse(JSON.parse(written));
  return outcome.status === 'failed' ? outcome : { status: 'trained', versionFolder: join(folder, outcome.version) };
}
