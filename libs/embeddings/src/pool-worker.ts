import { Worker } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';
import { type Job, maxUnitCharacters } from './work-queue.js';

/** What a pool hears from a worker. `onLost` comes once, with the units it leaves, the one it was at first. */
export interface PoolWorkerEvents {
  readonly onUnitDone: (worker: PoolWorker) => void;
  readonly onLost: (worker: PoolWorker, reason: string, units: readonly Job[][]) => void;
}

/** The pool's side of one worker thread; its replies settle the calls its units belong to. */
export class PoolWorker {
  readonly #thread: Worker;
  readonly #units: Job[][] = [];
  readonly #exited: Promise<void>;
  #reason: string | undefined;
  /** The model's dimensions, or a rejection with the reason why the worker cannot serve. */
  readonly ready: Promise<number>;

  constructor(file: URL, data: unknown, events: PoolWorkerEvents) {
    // Flags of the process are not for its workers: --input-type, for one, makes every worker fail.
    this.#thread = new Worker(file, { workerData: data, name: 'embedding', execArgv: [] });
    this.#exited = new Promise((resolve) => this.#thread.once('exit', () => resolve()));
    this.#thread.once('error', (error) => (this.#reason = (error as Error).message));
    this.#thread.once('exit', (code) => {
      events.onLost(this, this.#reason ?? `it exited with code ${code}`, this.#units.splice(0));
    });
    this.ready = new Promise((resolve, reject) => {
      this.#thread.on('message', (reply: WorkerReply) => {
        if (reply.type === 'ready') resolve(reply.dimensions);
        else if (reply.type === 'unusable') this.#reason = reply.reason;
        else this.#settle(reply, events);
      });
      this.#thread.once('exit', (code) => reject(new Error(this.#reason ?? `it exited with code ${code}`)));
    });
    // A worker that is lost before anybody awaits `ready` reports through onLost.
    this.ready.catch(() => {});
  }

  /** Units sent and not answered. */
  get load(): number {
    return this.#units.length;
  }

  /** Whether what it has is long: nothing should wait behind that. */
  get occupied(): boolean {
    return this.#units.flat().reduce((characters, job) => characters + job.text.length, 0) > maxUnitCharacters;
  }

  run(unit: Job[]): void {
    this.#units.push(unit);
    this.#send({ type: 'encode', texts: unit.map((job) => job.text) });
  }

  /** Lets the worker finish what it has, release the model and exit. */
  async close(): Promise<void> {
    this.#send({ type: 'close' });
    await this.#exited;
  }

  #send(request: WorkerRequest): void {
    this.#thread.postMessage(request);
  }

  #settle(reply: Extract<WorkerReply, { type: 'vectors' | 'refused' }>, events: PoolWorkerEvents): void {
    const unit = this.#units.shift() ?? [];
    unit.forEach((job, i) => {
      if (reply.type === 'vectors') deliver(job, reply.vectors[i]!);
      else job.call.finish(new Error(`A text could not be embedded: ${reply.reason}`));
    });
    events.onUnitDone(this);
  }
}

function deliver({ call, index }: Job, vector: Float32Array): void {
  call.vectors[index] = vector;
  if (--call.missing === 0) call.finish();
}
