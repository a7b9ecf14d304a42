import { constants } from 'node:os';

interface SignalHandle {
  onsignal: () => void;
  /** @returns 0, or an error of libuv */
  start(signal: number): number;
}

/**
 * Calls `onSignal` at the first of the signals, on a worker thread: `process.on` hears them on the main thread alone,
 * which hears nothing while it is stuck (https://nodejs.org/api/worker_threads.html#class-worker). Node has no public way
 * for another thread: only `process.binding` (deprecated, DEP0111) reaches libuv, which tells every loop that asks. A
 * process beside this one is none either: a signal to this one does not reach it, and the first process of a container
 * has nobody above it. Where a version of Node takes the binding away, this says so and the desk runs on without.
 * @returns whether this version of Node can do that
 */
export function hearSignals(signals: readonly ('SIGTERM' | 'SIGINT')[], onSignal: (signal: string) => void): boolean {
  let heard = false;
  try {
    // Deprecated, without another way; the warning would come at each start.
    Object.assign(process, { noDeprecation: true });
    const { binding } = process as unknown as { binding(name: 'signal_wrap'): { Signal: new () => SignalHandle } };
    const { Signal } = binding('signal_wrap');
    return signals.every((signal) => {
      const handle = new Signal();
      handle.onsignal = () => {
        if (!heard) onSignal(signal);
        heard = true;
      };
      return handle.start(constants.signals[signal]) === 0;
    });
  } catch {
    return false;
  }
}
