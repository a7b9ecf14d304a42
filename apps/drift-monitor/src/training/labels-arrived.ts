import { setTimeout as pause } from 'node:timers/promises';
import { requesterErased, ticketConsentChanged, ticketLabelled } from '@driftdesk/contracts';
import type { Sql } from '@driftdesk/database';
import { countUnhandled, type Position, readEnd } from '@driftdesk/messaging';
import { consumer } from '../examples/consumer.js';

/** How often it looks. */
const lookMs = 100;
/** How long it waits at most; a handler that fails again and again is given up after less. */
const longestMs = 600_000;
/** What decides what may be learned. */
const topics = [ticketLabelled, ticketConsentChanged, requesterErased].map(({ topic }) => topic);

/** Whether labels, consents or erasures that have been said are on their way. */
export async function areLabelsOnTheirWay(sql: Sql): Promise<boolean> {
  return isOneOnItsWay(sql, await readEnds(sql));
}

/**
 * Waits for the labels, consents and erasures that were said before it was asked, wherever their delivery stands; not for
 * dead letters. @returns whether they came in time @throws the signal's reason when that ends it
 */
export async function labelsArrived(sql: Sql, signal: AbortSignal, mostMs = longestMs): Promise<boolean> {
  const began = performance.now();
  const asked = await readEnds(sql);
  for (;;) {
    signal.throwIfAborted();
    if (!(await isOneOnItsWay(sql, asked))) return true;
    if (performance.now() - began > mostMs) return false;
    await pause(lookMs, undefined, { signal });
  }
}

async function readEnds(sql: Sql): Promise<ReadonlyMap<string, Position>> {
  const ends = new Map<string, Position>();
  for (const topic of topics) ends.set(topic, await readEnd(sql, topic));
  return ends;
}

async function isOneOnItsWay(sql: Sql, ends: ReadonlyMap<string, Position>): Promise<boolean> {
  for (const [topic, end] of ends) if ((await countUnhandled(sql, consumer, topic, end)) > 0) return true;
  return false;
}
