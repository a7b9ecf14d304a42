import { LRUCache } from 'lru-cache';

/**
 * Payloads that this process published lately, by event id, as they were written. Most events are handled where they
 * were published, and reading kilobytes back out of embedded PostgreSQL costs more than handling them.
 * An id whose transaction was rolled back is never asked for.
 */
const recent = new LRUCache<string, string>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (payload) => payload.length + 1,
});

export function rememberPayload(eventId: string, payload: string): void {
  recent.set(eventId, payload);
}

export function recallPayload(eventId: string): string | undefined {
  return recent.get(eventId);
}

/** What is erased from the store must not be handed on from here. */
export function forgetPayloads(eventIds: readonly string[]): void {
  for (const id of eventIds) recent.delete(id);
}
