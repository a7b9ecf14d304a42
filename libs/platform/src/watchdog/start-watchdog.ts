import { Worker } from 'node:worker_threads';
import type { Logger } from '../logger.js';

/** What the watching thread is told. */
export interface Watched {
  readonly name: string;
  /** One number, which the event loop raises each time it comes round. */
  readonly beats: Int32Array<SharedArrayBuffer>;
  readonly limits: WatchdogLimits;
}

export interface WatchdogLimits {
  /** Seconds without a turn of the event loop until that is said, and again after as many times ten. */
  readonly stuckSeconds: number;
  /** An orderly end may take so many seconds; whoever waits for the process counts to ten. */
  readonly endSeconds: number;
}

const usual: WatchdogLimits = { stuckSeconds: 30, endSeconds: 9 };

const beatMs = 1_000;

/** Watches the event loop of this process from a thread of its own (see watch-loop.ts). It keeps no process alive. */
export function startWatchdog(name: string, logger: Pick<Logger, 'error'>, limits = usual): void {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), beatMs).unref();
  const workerData: Watched = { name, beats, limits };
  const worker = new Worker(new URL('./watch-loop.js', import.meta.url), {
    workerData,
    // Options of the main thread may be of no use to a module.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32 },
  });
  worker.unref();
  worker.once('error', (error) => logger.error({ err: error }, 'the watchdog ended'));
}
