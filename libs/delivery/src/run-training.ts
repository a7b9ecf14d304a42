import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Example,
  type ModelSpec,
  noSpaceExitCode,
  StoreUnavailable,
  type TrainingEvaluation,
  trainingEvaluationSchema,
  trainingOutcomeSchema,
  type TrainingRequest,
} from '@driftdesk/contracts';
import { runTrainerProcess, type TrainerWatch } from './trainer-process.js';
import { writeSnapshot, type WrittenSnapshot } from './write-snapshot.js';

/** What runs a training: the trainer's program and what it needs of this installation. */
export interface TrainerProgram {
  /** Path of the trainer's main file. */
  readonly main: string;
  /** Folder of the embedding model. */
  readonly embeddingModel: string;
  readonly embeddingThreads: number;
  /** Folder that keeps embeddings from run to run; must not lie below a task's folder. */
  readonly embeddingCache: string;
  readonly codeVersion: string;
}

/** The version that a run's candidate is compared with. */
export interface ChampionFolder {
  readonly directory: string;
  readonly digest: string;
}

/** One training: a model and what it learns from. */
export interface TrainingTask {
  readonly trainingRun: string;
  readonly spec: ModelSpec;
  readonly examples: AsyncIterable<Example> | Iterable<Example>;
  readonly champion?: ChampionFolder | undefined;
  /** Folder for the run's files; emptied before, and left to the caller afterwards. */
  readonly folder: string;
  /** Told when the snapshot is written. */
  readonly onSnapshot?: ((snapshot: WrittenSnapshot) => Promise<void>) | undefined;
}

/** How a training ended: with a version's folder and what it was measured by, or with a reason; interrupted: by a signal. */
export type TrainingResult =
  | { readonly status: 'trained'; readonly versionFolder: string; readonly evaluation: TrainingEvaluation }
  | { readonly status: 'failed' | 'interrupted'; readonly reason: string };

/**
 * Trains a model in a process of its own. A run without an outcome has failed, whatever it left behind.
 * @throws StoreUnavailable when the trainer found no space on the disk: the same run may do with more
 */
export async function runTraining(
  program: TrainerProgram,
  { trainingRun, spec, examples, champion, folder, onSnapshot }: TrainingTask,
  watch: TrainerWatch,
): Promise<TrainingResult> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'snapshot.jsonl');
  const snapshot = await writeSnapshot(path, examples, watch.signal);
  await onSnapshot?.(snapshot);
  const { embeddingModel, embeddingThreads, embeddingCache, codeVersion } = program;
  const request: TrainingRequest = {
    ...{ trainingRun, spec, snapshot: path, snapshotDigest: snapshot.digest, output: folder, champion },
    ...{ embeddingModel, embeddingThreads, embeddingCache, codeVersion },
  };
  const { code, signal, told } = await runTrainerProcess(program.main, request, watch);
  if (code === noSpaceExitCode) throw new StoreUnavailable('full', told);
  const written = await readFile(join(folder, 'outcome.json'), 'utf8').catch(() => undefined);
  if (written === undefined) {
    const reason = `the trainer ended with ${code ?? signal}. ${told}`.trim();
    return { status: signal === null ? 'failed' : 'interrupted', reason };
  }
  const outcome = trainingOutcomeSchema.parse(JSON.parse(written));
  if (outcome.status === 'failed') return outcome;
  const evaluation = await readFile(join(folder, 'evaluation.json'), 'utf8').catch(() => undefined);
  if (evaluation === undefined)
    return { status: 'failed', reason: 'The trainer made a version without an evaluation.' };
  return {
    ...{ status: 'trained', versionFolder: join(folder, outcome.version) },
    evaluation: trainingEvaluationSchema.parse(JSON.parse(evaluation)),
  };
}
