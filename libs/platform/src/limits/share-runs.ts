import { setImmediate as nextTurn } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';

/** Runs work under a key; the result is everybody's who asked for the key before the run began. */
export type ShareRuns<Result> = (key: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Many who ask for the same at once cost one run, and at most `width` runs go on at a time, so that however many ask,
 * the store has time for others. Nobody shares a run that began before they asked: what they learn is newer than that.
 */
export function shareRuns<Result>(width: number): ShareRuns<Result> {
  const lane = bulkhead(width, Infinity);
  const waiting = new Map<string, Promise<Result>>();
  return (key, work) => {
    const shared = waiting.get(key);
    if (shared !== undefined) return shared;
    const run = lane.execute(async () => {
      // Those who ask in this turn of the event loop come along.
      await nextTurn();
      waiting.delete(key);
      return work();
    });
    waiting.set(key, run);
    return run;
  };
}
