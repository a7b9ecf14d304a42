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
  return pino(options, pino.destination({ sync: false }));
}
