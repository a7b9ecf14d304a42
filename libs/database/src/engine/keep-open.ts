import type { StoreUnavailable } from '@driftdesk/contracts';
import type { PGlite } from '@electric-sql/pglite';
import { every } from './every.js';
import type { Engine } from './open-engine.js';

/** An engine that is opened again when it stopped. */
export interface LastingEngine {
  /** Always the engine of now: hold on to this, and to nothing of it. */
  readonly pglite: PGlite;
  /** Why it takes no statements now; nothing when it does. */
  stopped(): StoreUnavailable | undefined;
  /** Closes it for good. */
  close(): Promise<void>;
}

const retryMs = 1_000;

/**
 * Opens an engine, and again a second after it stopped, until that succeeds: what was committed is on the disk.
 * @param onReopened makes the new one fit for use, before anybody gets it
 * @param onStopped told with its last words, and with nothing when it is open again
 */
export async function keepOpen(
  open: () => Promise<Engine>,
  onReopened: (pglite: PGlite) => Promise<void>,
  onStopped?: (stopped: StoreUnavailable | undefined) => void,
): Promise<LastingEngine> {
  let current = await open();
  let told = false;
  const endRetries = every(retryMs, async () => {
    const stopped = current.stopped();
    if (stopped === undefined) return;
    if (!told) {
      told = true;
      onStopped?.(stopped);
      leaveFiles(current.pglite);
    }
    const next = await open();
    await onReopened(next.pglite);
    current = next;
    told = false;
    onStopped?.(undefined);
  });
  return {
    pglite: new Proxy(current.pglite, {
      get: (_, name) => {
        const value: unknown = Reflect.get(current.pglite, name);
        return typeof value === 'function' ? (value.bind(current.pglite) as unknown) : value;
      },
    }),
    stopped: () => current.stopped(),
    async close() {
      await endRetries();
      if (current.stopped() === undefined) await current.pglite.close();
    },
  };
}

/** A stopped engine cannot close itself; its files are closed for it. */
function leaveFiles(stopped: PGlite): void {
  try {
    (stopped.Module as unknown as { FS: { quit(): void } }).FS.quit();
  } catch {
    // Nothing is lost but some descriptors: it was not to write any more in any case.
  }
}
