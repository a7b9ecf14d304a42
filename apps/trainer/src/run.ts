import { mkdir } from 'node:fs/promises';
import {
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

/** One run of the trainer as a process: request in, version folder and outcome out. Returns the exit code. */
export async function run(requestPath: string, onProgress: (progress: TrainingProgress) => void): Promise<0 | 1> {
  let request: TrainingRequest;
  try {
    request = await readRequest(requestPath);
  } catch (error) {
    // Without a request there is no folder to write the outcome into.
    process.stderr.write(`${reasonOf(error)}\n`);
    return 1;
  }
  const outcome = await trainOnce(request, onProgress);
  await writeJson(request.output, outcomeFile, outcome);
  return outcome.status === 'trained' ? 0 : 1;
}

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
    if (!(error instanceof TrainingFailed)) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return { status: 'failed', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const unavailable = storeUnavailable(error);
  if (unavailable !== undefined) return unavailable.message;
  return error instanceof Error ? error.message : String(error);
}
