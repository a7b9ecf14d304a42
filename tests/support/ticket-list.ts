import { expect } from '@jest/globals';
import type { Desk } from './desk.js';
import { eventually } from './eventually.js';

/** Every ticket of a desk that fits a filter such as `status=resolved`, newest first, over all pages. */
export async function allTickets<Ticket extends { id: string }>(desk: Desk, filter = ''): Promise<Ticket[]> {
  const all: Ticket[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await desk.call('GET', `/v1/tickets?limit=200&${filter}${query}`);
    all.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return all;
}

/** Waits until the machine has nothing more to do with any ticket. */
export async function allFinished(desk: Desk, timeoutMs: number): Promise<void> {
  await eventually(async () => {
    for (const status of ['received', 'classified']) {
      expect((await desk.call('GET', `/v1/tickets?limit=1&status=${status}`)).body.items).toEqual([]);
    }
  }, timeoutMs);
}
