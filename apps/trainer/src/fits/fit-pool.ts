import { Worker } from 'node:worker_threads';
import type { CsrMatrix, FitOptions } from '@driftdesk/ml';
import type { FitProblem, FitReply, FitRequest, FitResult, FitTask } from './fit-protocol.js';

/** Heads are few, and a run leaves processors to those who serve. */
const threadCount = 2;

/** Rows that fits are made on. */
export interface OpenProblem {
  /** Fits one head. What comes of it depends on nothing else that is being fitted. */
  fit(head: number, options: FitOptions): Promise<FitResult>;
  /** Lets go of the rows; its fits must have ended. */
  close(): void;
}

/** Threads that fit heads. */
export interface FitPool {
  open(problem: FitProblem): OpenProblem;
  /** Ends the threads; fits that go on are rejected. */
  close(): Promise<void>;
}

interface Waiting {
  readonly task: FitTask;
  readonly resolve: (result: FitResult) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  current: Waiting | undefined;
}

/** Starts threads that share the rows they are given and take fits in the order they were asked for. */
export function createFitPool(): FitPool {
  const waiting: Waiting[] = [];
  let problems = 0;
  let failed: Error | undefined;
  const threads = Array.from({ length: threadCount }, () => startThread(next, fail));

  function next(): void {
    for (const thread of threads) {
      if (thread.current !== undefined) continue;
      const task = waiting.shift();
      if (task === undefined) return;
      thread.current = task;
      tell(thread, { type: 'fit', task: task.task });
    }
  }

  function fail(error: Error): void {
    failed ??= error;
    const lost = [...threads.flatMap(({ current }) => current ?? []), ...waiting.splice(0)];
    for (const thread of threads) thread.current = undefined;
    for (const { reject } of lost) reject(error);
  }

  const tellAll = (request: FitRequest) => threads.forEach((thread) => tell(thread, request));
  return {
    open(problem) {
      const id = problems++;
      tellAll({ type: 'open', id, problem: share(problem) });
      return {
        fit: (head, options) =>
          new Promise<FitResult>((resolve, reject) => {
            if (failed !== undefined) return reject(failed);
            waiting.push({ task: { problem: id, head, options }, resolve, reject });
            next();
          }),
        close: () => tellAll({ type: 'close', id }),
      };
    },
    async close() {
      fail(new Error('The threads that fit were closed.'));
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(onIdle: () => void, onFailure: (error: Error) => void): Thread {
  const worker = new Worker(new URL('./fit-worker.js', import.meta.url));
  const thread: Thread = { worker, current: undefined };
  worker.on('message', (reply: FitReply) => {
    const done = thread.current;
    thread.current = undefined;
    if (reply.type === 'fitted') done?.resolve(reply.result);
    else done?.reject(new Error(reply.reason));
    onIdle();
  });
  worker.on('error', onFailure);
  worker.on('exit', (code) => onFailure(new Error(`A thread that fits ended with ${code}.`)));
  return thread;
}

function tell({ worker }: Thread, request: FitRequest): void {
  worker.postMessage(request);
}

/** The problem with its large arrays in memory that all threads read without a copy of their own. */
function share({ training, calibration, heads }: FitProblem): FitProblem {
  return {
    training: shareMatrix(training),
    calibration: calibration && shareMatrix(calibration),
    heads,
  };
}

function shareMatrix(matrix: CsrMatrix): CsrMatrix {
  const { offsets, columns, values } = matrix;
  return {
    ...matrix,
    offsets: shareNumbers(Int32Array, offsets),
    columns: shareNumbers(Int32Array, columns),
    values: shareNumbers(Float32Array, values),
  };
}

function shareNumbers<Numbers extends Int32Array | Float32Array>(
  type: new (buffer: SharedArrayBuffer) => Numbers,
  numbers: Numbers,
): Numbers {
  const shared = new type(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}
