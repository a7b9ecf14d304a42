import { setTimeout as pause } from 'node:timers/promises';
import { requesterErased, ticketConsentChanged, ticketLabelled } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { countUnread, hasUnhandled, readEnd } from '@driftdesk/messaging';
import { consumer } from '../examples/consumer.js';

/** How often it looks. */
const lookMs = 100;
/** How long it waits at most; a handler that fails again and again is given up after less. */
const longestMs = 600_000;

/** Whether labels that have been given are on their way. */
export async function areLabelsOnTheirWay(sql: Sql): Promise<boolean> {
  return (await countUnread(sql, consumer, ticketLabelled.topic, await readEnd(sql, ticketLabelled.topic))) > 0;
}

/**
 * Waits for the labels and consents that were said before it was asked: they may still be on their way.
 * @returns whether they came in time @throws the signal's reason when that ends it
 */
export async function labelsArrived(sql: Sql, signal: AbortSignal, mostMs = longestMs): Promise<boolean> {
  const began = performance.now();
  const asked = await readEnd(sql, ticketLabelled.topic);
  const late = async () => {
    if ((await countUnread(sql, consumer, ticketLabelled.topic, asked)) > 0) return true;
    for (const { topic } of [ticketConsentChanged, requesterErased])
      if (await hasUnhandled(sql, consumer, topic)) return true;
    return false;
  };
  for (;;) {
    signal.throwIfAborted();
    if (!(await late())) return true;
    if (performance.now() - began > mostMs) return false;
    await pause(lookMs, undefined, { signal });
  }
}
