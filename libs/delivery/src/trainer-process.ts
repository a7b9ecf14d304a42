import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TrainingProgress, trainingProgressSchema, type TrainingRequest } from '@driftdesk/contracts';

/** How a trainer's process is started and watched. */
export interface TrainerWatch {
  readonly onProgress: (progress: TrainingProgress) => void;
  /** Ends the process at once. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it leaves the processor to those who serve. */
  readonly background?: boolean | undefined;
}

/** How a trainer's process ended. */
export interface TrainerEnding {
  /** Its exit code; null when a signal ended it. */
  readonly code: number | null;
  /** The signal that ended it, whoever sent that. */
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote to standard error. */
  readonly told: string;
}

/**
 * Runs the trainer's program on a request until it ends; it ends by itself when this process does, however that is.
 */
export async function runTrainerProcess(
  main: string,
  request: TrainingRequest,
  { onProgress, signal, background = false }: TrainerWatch,
): Promise<TrainerEnding> {
  const requestFile = join(request.output, 'request.json');
  await writeFile(requestFile, JSON.stringify(request));
  // No environment: whatever this process may read, a trainer may not.
  const child = spawn(process.execPath, [main, requestFile, '--end-with-stdin'], { env: {}, stdio: 'pipe' });
  if (background && child.pid !== undefined) yieldProcessor(child.pid);
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop);
  if (signal?.aborted === true) stop();
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  try {
    const [ending] = await Promise.all([once(child, 'close'), readProgress(child.stdout, onProgress)]);
    const [code, killer] = ending as [number | null, NodeJS.Signals | null];
    return { code, signal: killer, told: errors.join('').slice(-2_000).trim() };
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
  }
}

function yieldProcessor(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some systems do not let it; then it competes.
  }
}

async function readProgress(stream: NodeJS.ReadableStream, onProgress: (progress: TrainingProgress) => void) {
  for await (const line of createInterface({ input: stream }))
    onProgress(trainingProgressSchema.parse(JSON.parse(line)));
}
