import { availableParallelism } from 'node:os';
import { createExitFlags, guardExit } from './exit-guard.js';
import { fileSha256 } from './file-digest.js';
import { findModel } from './model-folder.js';
import type { WorkerData } from './worker.js';
import { WorkerPool } from './worker-pool.js';
import type { Priority } from './work-queue.js';

export interface EmbedderOptions {
  /** A folder from `prepareEmbeddingModel`, or any mean-pooled feature-extraction model in transformers.js layout. */
  readonly directory: string;
  /** Worker threads, each with a copy of the model; one a core by default. In a pod, set it to the CPU limit. */
  readonly threads?: number;
  /** The most texts that may wait, 100 000 by default; a call that would exceed it while others wait is rejected. */
  readonly maxQueue?: number;
}

/** Turns texts into unit vectors: the same text gives the same numbers whatever it is embedded with. */
export interface Embedder {
  /**
   * One unit vector [dimensions] a text, in order. An empty or blank text has one too: that of no words. Beyond
   * `maxTokens` a text is read in at most `maxWindows` windows and their mean, weighted by tokens, is its vector.
   */
  embed(texts: readonly string[], priority?: Priority): Promise<Float32Array[]>;
  /** The model's dimensions once a thread serves, or why none can. Texts given earlier wait. */
  readonly ready: Promise<number>;
  /** sha256 of the ONNX file, hex: vectors of different digests do not compare. */
  readonly digest: string;
  /** Takes no more texts, finishes those it has, and releases the threads. */
  close(): Promise<void>;
}

/** An embedder that serves. The model's other threads load it with the first texts. */
export async function openEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const embedder = await startEmbedder(options);
  await embedder.ready;
  return embedder;
}

/** An embedder whose first thread still loads the model, for a process that has more to load meanwhile. */
export async function startEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const { directory, threads = availableParallelism(), maxQueue = 100_000 } = options;
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads must be a whole number from 1, not ${threads}.`);
  const model = await findModel(directory);
  const data: WorkerData = { model, exitFlags: createExitFlags() };
  const pool = new WorkerPool({ file: new URL('./worker.js', import.meta.url), data, threads, maxQueue });
  const unguard = guardExit(data.exitFlags);
  const close = () => pool.close().finally(unguard);
  const ready = pool.start().catch(async (cause: unknown) => {
    await close();
    const reason = (cause as Error).message;
    throw new Error(`The embedding model in ${model.directory} cannot be loaded: ${reason}`, { cause });
  });
  // Whoever awaits it hears of it; until then a rejection is no accident.
  ready.catch(() => undefined);
  const digest = await fileSha256(model.onnxFile);
  return { ready, digest, embed: (texts, priority = 'interactive') => pool.embed(texts, priority), close };
}
