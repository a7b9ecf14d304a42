import { workerData } from 'node:worker_threads';
import { pino } from 'pino';
import { hearSignals } from './hear-signals.js';
import { killProcess } from './kill-process.js';
import type { Watched } from './start-watchdog.js';

/**
 * The watching thread. It says when the event loop is stuck, and sees to it that SIGTERM and SIGINT end the process in
 * time, stuck or not: the delivery rule makes it safe to leave at any moment.
 */
const { name, beats, limits } = workerData as Watched;
// Written at once, and not through the main thread, which would have to come round for it.
const logger = pino(
  { base: { name }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
  pino.destination({ fd: 2, sync: true }),
);

const lookMs = 1_000;
let seen = -1;
// Counted in looks of this thread: a process that was stopped (SIGSTOP, a suspended machine) was not stuck.
let still = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now === seen) {
    still += 1;
    if (still % (10 * limits.stuckSeconds) === limits.stuckSeconds)
      logger.error({ seconds: still }, 'the event loop is stuck');
    return;
  }
  if (still >= limits.stuckSeconds) logger.warn({ seconds: still }, 'the event loop moves again');
  seen = now;
  still = 0;
}, lookMs);

const heard = hearSignals(['SIGTERM', 'SIGINT'], (signal) => {
  setTimeout(() => {
    logger.fatal({ signal }, 'the process did not end in time: it is killed');
    killProcess();
  }, limits.endSeconds * 1_000);
});
if (!heard) logger.warn('this version of Node does not let a thread hear signals: a stuck process must be killed');
