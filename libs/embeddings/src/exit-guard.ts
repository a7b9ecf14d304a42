/**
 * process.exit() ends worker threads where they are; in the middle of an onnxruntime call, that aborts the whole
 * process (SIGABRT instead of the exit code). The main thread and its workers therefore share two numbers.
 */
export type ExitFlags = Int32Array<SharedArrayBuffer>;

const busyWorkers = 0;
const exiting = 1;
const longestWaitMilliseconds = 2_000;

export function createExitFlags(): ExitFlags {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** Main thread: on exit, lets no native call begin and waits for those under way. Returns how to stop guarding. */
export function guardExit(flags: ExitFlags): () => void {
  const onExit = () => {
    Atomics.store(flags, exiting, 1);
    const end = performance.now() + longestWaitMilliseconds;
    for (let busy = Atomics.load(flags, busyWorkers); busy > 0; busy = Atomics.load(flags, busyWorkers)) {
      if (Atomics.wait(flags, busyWorkers, busy, end - performance.now()) === 'timed-out') return;
    }
  };
  process.on('exit', onExit);
  return () => process.off('exit', onExit);
}

/** Worker thread: does `native` work as something that an exit waits for; when the process exits already, never. */
export async function whileBusy<Result>(flags: ExitFlags, native: () => Promise<Result>): Promise<Result> {
  Atomics.add(flags, busyWorkers, 1);
  try {
    if (Atomics.load(flags, exiting) === 0) return await native();
  } finally {
    Atomics.sub(flags, busyWorkers, 1);
    Atomics.notify(flags, busyWorkers);
  }
  return new Promise(() => {});
}
