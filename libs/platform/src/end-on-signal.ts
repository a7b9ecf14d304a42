import { constants } from 'node:os';
import type { Logger } from './logger.js';

/**
 * A signal so soon after the first is the same wish: Ctrl-C in a terminal reaches the whole process group, and whoever
 * started this process may hand on what they got, too.
 */
const sameWishMs = 1_000;

/**
 * First signal: finish what is in hand. Another after a second, or one while the app is being opened: leave at once; the
 * delivery rule makes that safe. The watchdog kills a process that takes too long.
 * @returns where the app says how it closes, once it is open
 */
export function endOnSignal(logger: Pick<Logger, 'info' | 'flush'>): { close?: () => Promise<void> } {
  const app: { close?: () => Promise<void> } = {};
  let endingSince: number | undefined;
  const end = async (signal: 'SIGINT' | 'SIGTERM') => {
    if (endingSince !== undefined && performance.now() - endingSince < sameWishMs) return;
    if (endingSince !== undefined || app.close === undefined) process.exit(128 + constants.signals[signal]);
    endingSince = performance.now();
    logger.info({ signal }, 'ending');
    await app.close();
    logger.info('ended');
    logger.flush();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(signal));
  return app;
}
