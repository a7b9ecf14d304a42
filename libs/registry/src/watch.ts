import type { Database } from '@driftdesk/database';
import { readServingState } from './serving.js';

/** How often a watcher looks by itself. */
const lookMs = 15_000;

/**
 * Calls `onChange` with the name of each model whose aliases moved, or whose processes serve another version. A NOTIFY says
 * it at once, and may be lost with its connection; what is stored is looked at besides, so a change may be told twice.
 * @returns how to stop
 */
export async function watchRegistry(
  database: Database,
  channel: string,
  onChange: (name: string) => void,
  everyMs = lookMs,
): Promise<() => Promise<void>> {
  const unlisten = await database.listen(channel, onChange);
  let known = await readServingState(database.sql);
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const now = await readServingState(database.sql);
      const changed = [...new Set([...known.keys(), ...now.keys()])].filter(
        (name) => known.get(name) !== now.get(name),
      );
      known = now;
      changed.forEach(onChange);
    } catch {
      // A store that does not answer now is looked at again; what changes meanwhile is seen then.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await unlisten();
  };
}
