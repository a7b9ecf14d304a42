import { mkdir } from 'node:fs/promises';
import {
  noSpaceExitCode,
  storeUnavailable,
  type TrainingOutcome,
  type TrainingProgress,
  type TrainingRequest,
} from '@driftdesk/contracts';
import { startEmbedder } from '@driftdesk/embeddings';
import { outcomeFile } from './output-files.js';
import { train } from './pipeline.js';
import { readRequest } from './read-request.js';
import { TrainingFailed } from './training-failed.js';
import { writeJson } from './write-whole.js';

/**
 * One run of the trainer as a process: request in, version folder and outcome out. Without a request there is no folder
 * for an outcome, and on a full disk no space for one. @returns the exit code
 */
export async function run(requestPath: string, onProgress: (progress: TrainingProgress) => void): Promise<number> {
  try {
    const request = await readRequest(requestPath);
    const outcome = await trainOnce(request, onProgress);
    await writeJson(request.output, outcomeFile, outcome);
    return outcome.status === 'trained' ? 0 : 1;
  } catch (error) {
    const unavailable = storeUnavailable(error);
    process.stderr.write(`${unavailable?.message ?? reasonOf(error)}\n`);
    return unavailable === undefined ? 1 : noSpaceExitCode;
  }
}

/** @throws Error when the disk is full: that says nothing of the examples */
async function trainOnce(
  request: TrainingRequest,
  onProgress: (progress: TrainingProgress) => void,
): Promise<TrainingOutcome> {
  try {
    await mkdir(request.output, { recursive: true });
    const embedder = await startEmbedder({ directory: request.embeddingModel, threads: request.embeddingThreads });
    try {
      const ready = embedder.ready.then((dimensions) => ({ ...embedder, dimensions }));
      // A run may fail before it asks.
      ready.catch(() => undefined);
      const { version } = await train(request, { embedder: ready, onProgress });
      return { status: 'trained', version };
    } finally {
      await embedder.close();
    }
  } catch (error) {
    if (storeUnavailable(error) !== undefined) throw error;
    if (!(error instanceof TrainingFailed)) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return { status: 'failed', reason: reasonOf(error) };
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
