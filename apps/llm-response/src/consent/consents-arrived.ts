import { setTimeout as pause } from 'node:timers/promises';
import { ticketConsentChanged } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { hasUnhandled, NotReady } from '@driftdesk/messaging';
import { consumer } from './consumer.js';

/** After how long it looks again whether a consent that changed has arrived; twice as long each time. */
const firstLookMs = 20;
/** Longest that it waits: the ticket is tried again later, as for a provider that is away. */
const longestMs = 10_000;

/** Waits for the consents of a ticket that were given already. @throws NotReady while one is on its way */
export async function consentsArrived(sql: Sql, ticketId: string, mostMs = longestMs): Promise<void> {
  const began = performance.now();
  for (let waitMs = firstLookMs; ; waitMs *= 2) {
    if (!(await hasUnhandled(sql, consumer, ticketConsentChanged.topic, ticketId))) return;
    if (performance.now() - began > mostMs) throw new NotReady(`a consent of ticket ${ticketId} is on its way`);
    await pause(waitMs);
  }
}
