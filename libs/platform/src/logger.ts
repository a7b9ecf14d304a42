import { type Logger as PinoLogger, pino } from 'pino';
import pretty from 'pino-pretty';
import { currentCorrelationId } from './context.js';

export type Logger = PinoLogger;

/** Token of the process's logger. */
export const LOGGER = Symbol('Logger');

/** JSON lines, or readable ones on a terminal; each carries the correlation id of what it belongs to. */
export function createLogger(name: string, level: string): Logger {
  const options = {
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
  };
  if (process.stdout.isTTY) return pino(options, pretty({ ignore: 'pid,hostname,name', translateTime: 'HH:MM:ss' }));
  return pino(options, standardOutput());
}

/** Lines that cannot be written are held up to here, then dropped. */
const mostHeldBytes = 4 * 2 ** 20;

/** A log that cannot be written, for lack of space say, is no reason to end: the desk goes on, and says so once elsewhere. */
function standardOutput() {
  const destination = pino.destination({ sync: false, maxLength: mostHeldBytes });
  const flushSync = destination.flushSync.bind(destination);
  let [failing, told] = [false, false];
  destination.on('write', () => (failing = false));
  destination.on('error', (error: Error) => {
    failing = true;
    if (!told) process.stderr.write(`The log cannot be written: ${error.message}. The desk goes on without it.\n`);
    told = true;
  });
  // Called at the end of the process; it would try again for ever.
  destination.flushSync = () => {
    if (!failing) flushSync();
  };
  return destination;
}
