import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { model } from '@driftdesk/ticket-triage';
import type { Desk } from '../support/desk.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { allFinished, allTickets } from '../support/ticket-list.js';
import { startLoad, type TicketLoad } from '../support/ticket-load.js';

const kills = 30;
/** A start after a kill may take so many times as long as one after an orderly end, in the same run. */
const slowdown = 2;
const tickets = model.demo
  .tickets({ seed: 4_711, count: 500 })
  .map(({ subject, body, language }) => ({ subject, body, language }));

describe('a desk that is killed again and again', () => {
  let load: TicketLoad;
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk({ started: false })));
  afterAll(async () => {
    load.abandon();
    await desk.remove();
  });

  it(`loses nothing and does nothing twice over ${kills} × kill -9 under load`, async () => {
    const random = seeded(20_261_121);
    const restarts: number[] = [];
    const orderly = await startMs(desk);
    await desk.stop();

    load = startLoad(tickets, 6, 10);
    restarts.push(await startMs(desk));
    const before = new Set((await allTickets(desk)).map(({ id }) => id));
    load.moveTo(desk);
    for (let kill = 0; kill < kills; kill += 1) {
      // Not a wait for something: the moment of the kill is what is being tried.
      await pause(50 + random() * 1_450);
      await desk.kill();
      restarts.push(await startMs(desk));
    }
    await load.finish();
    // As long as a slow machine takes: what counts is that nothing is left.
    await allFinished(desk, 240_000);

    const stored = (await allTickets(desk)).filter(({ id }) => !before.has(id));
    const slowest = Math.max(...restarts);
    const median = [...restarts].sort((a, b) => a - b)[restarts.length >> 1] ?? 0;
    const times = `restarts: median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms, orderly ${orderly.toFixed(0)} ms`;
    const summary = `${stored.length} tickets, ${kills} kills, ${load.retries} retries; ${times}`;
    process.stderr.write(`${summary}\n`);
    expect(load.surprises).toEqual([]);
    expect(stored.length).toBeGreaterThan(kills);
    // As many tickets as keys, and each is the one that was acknowledged: none lost, none twice.
    expect(stored.map(({ id }) => id).sort()).toEqual([...load.acknowledged.values()].sort());
    for (const { id } of stored) expect(await eventsOf(desk, id)).toEqual(machineEvents);
    expect((await desk.call('GET', '/v1/dead-letters')).body.items).toEqual([]);
    for (const [key, id] of [...load.acknowledged].slice(0, 50)) {
      const ticket = tickets[Number(key.slice('load-'.length)) % tickets.length];
      expect((await desk.call('POST', '/v1/tickets', ticket, { 'idempotency-key': key })).body.id).toBe(id);
    }
    expect(median).toBeLessThan(slowdown * orderly);
    expect(await desk.stop()).toBe(0);
  }, 600_000);
});

/** Starts it, and says how long that took. */
async function startMs(desk: PreparedDesk): Promise<number> {
  const started = performance.now();
  await desk.start();
  return performance.now() - started;
}

const machineEvents = ['classified', 'context_retrieved', 'outcome', 'received'];

/** What happened to a ticket, sorted; either outcome counts as one. */
async function eventsOf(desk: Desk, id: string): Promise<string[]> {
  const { body } = await desk.call('GET', `/v1/tickets/${id}`);
  return body.timeline
    .map(({ event }: { event: string }) => (['answered', 'needs_human'].includes(event) ? 'outcome' : event))
    .sort();
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
