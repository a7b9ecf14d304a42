import type { PGlite } from '@electric-sql/pglite';

type OnMessage = (payload: string) => void;

/** Who listens on which channel: an engine that is opened again has forgotten it. */
export function createListeners() {
  const listening = new Set<{ readonly channel: string; readonly onMessage: OnMessage }>();
  return {
    /** @returns how to stop */
    async add(pglite: PGlite, channel: string, onMessage: OnMessage): Promise<() => Promise<void>> {
      const listener = { channel, onMessage };
      await pglite.listen(channel, onMessage);
      listening.add(listener);
      return async () => {
        listening.delete(listener);
        await pglite.unlisten(channel, onMessage);
      };
    },
    async renew(pglite: PGlite): Promise<void> {
      for (const { channel, onMessage } of listening) await pglite.listen(channel, onMessage);
    },
  };
}
