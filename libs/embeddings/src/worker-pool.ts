import { PoolWorker } from './pool-worker.js';
import { type Call, type Job, type Priority, WorkQueue } from './work-queue.js';

/** A unit that runs and one that waits in the worker: it never idles while the main thread is busy with other things. */
const unitsPerWorker = 2;
const maxAttempts = 2;

export interface PoolOptions {
  readonly file: URL;
  /** Handed to every worker as its `workerData`. */
  readonly data: unknown;
  readonly threads: number;
  /** The most texts that may wait. */
  readonly maxQueue: number;
}

/** Thrown by `embed` when too many texts wait already: try again later. */
export class EmbeddingQueueFullError extends Error {
  override readonly name = 'EmbeddingQueueFullError';
}

/** Worker threads that share one queue of texts. A worker that dies is replaced, and what it was at is tried once more. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #queue = new WorkQueue();
  readonly #workers = new Set<PoolWorker>();
  readonly #ready = new Set<PoolWorker>();
  readonly #calls = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Resolves to the model's dimensions when the first worker serves. The others start with the first texts: a process
   * that has much else to load is not held up by copies.
   */
  async start(): Promise<number> {
    try {
      return await this.#startWorker().ready;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** One vector a text, in order. */
  embed(texts: readonly string[], priority: Priority): Promise<Float32Array[]> {
    if (this.#closing) return Promise.reject(new Error('The embedder is closed.'));
    if (texts.length === 0) return Promise.resolve([]);
    const waiting = this.#queue.size;
    if (waiting > 0 && waiting + texts.length > this.#options.maxQueue) {
      const message = `${waiting} texts wait to be embedded already; at most ${this.#options.maxQueue} may. Try again later.`;
      return Promise.reject(new EmbeddingQueueFullError(message));
    }
    const result = new Promise<Float32Array[]>((resolve, reject) => {
      const call = createCall(texts.length, resolve, reject);
      this.#queue.add(
        texts.map((text, index) => ({ text, call, index, attempts: 0 })),
        priority,
      );
    });
    const settled: Promise<unknown> = result.catch(() => {}).finally(() => this.#calls.delete(settled));
    this.#calls.add(settled);
    this.#startMissingWorkers();
    this.#dispatch();
    return result;
  }

  /** Takes no more texts, finishes those it has, then stops the workers. */
  close(): Promise<void> {
    this.#closing ??= this.#drain();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    await Promise.all(this.#calls);
    await Promise.all([...this.#workers].map((worker) => worker.close()));
  }

  #startMissingWorkers(): void {
    while (this.#workers.size < this.#options.threads) this.#startWorker();
  }

  #startWorker(): PoolWorker {
    const worker: PoolWorker = new PoolWorker(this.#options.file, this.#options.data, {
      onUnitDone: () => this.#dispatch(),
      onLost: (lost, reason, units) => this.#replace(lost, reason, units),
    });
    this.#workers.add(worker);
    worker.ready.then(
      () => {
        this.#ready.add(worker);
        this.#dispatch();
      },
      () => {},
    );
    return worker;
  }

  /** Gives idle workers a unit first, then every worker its second. */
  #dispatch(): void {
    for (let load = 0; load < unitsPerWorker; load++) {
      for (const worker of this.#ready) {
        if (worker.load > load || worker.occupied) continue;
        const unit = this.#queue.take(this.#options.threads);
        if (unit.length > 0) worker.run(unit);
      }
    }
  }

  #replace(lost: PoolWorker, reason: string, [running = [], ...untouched]: readonly Job[][]): void {
    const served = this.#ready.delete(lost);
    this.#workers.delete(lost);
    for (const job of running) {
      if (++job.attempts < maxAttempts) continue;
      job.call.finish(new Error(`An embedding worker stopped twice over the same text: ${reason}`));
    }
    this.#queue.putBack([...running, ...untouched.flat()].filter((job) => !job.call.settled));
    // One that never served would fail again at once: the next call of embed tries anew.
    if (served && (!this.#closing || this.#calls.size > 0)) this.#startMissingWorkers();
    else if (this.#workers.size === 0) this.#giveUp(reason);
    this.#dispatch();
  }

  #giveUp(reason: string): void {
    for (const { call } of this.#queue.takeAll()) call.finish(new Error(`No embedding worker can start: ${reason}`));
  }
}

function createCall(texts: number, resolve: (vectors: Float32Array[]) => void, reject: (error: Error) => void): Call {
  const vectors = new Array<Float32Array | undefined>(texts).fill(undefined);
  return {
    vectors,
    missing: texts,
    settled: false,
    finish(error) {
      if (this.settled) return;
      this.settled = true;
      if (error) reject(error);
      else resolve(vectors as Float32Array[]);
    },
  };
}
