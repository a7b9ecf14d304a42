import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { TicketView } from '@driftdesk/contracts';
import type { DeskClient } from '@driftdesk/desk-client';
import { play } from './player.js';
import type { DemoTicket } from './ticket-stream.js';

const now = '2026-01-01T00:00:00.000Z';
const view = (id: string): TicketView => ({
  id,
  status: 'needs_human',
  language: 'en',
  requester: { id: 'local', role: 'admin' },
  createdAt: now,
  updatedAt: now,
  body: 'x',
  channel: 'demo',
  consent: { externalProcessing: false, training: true },
  passages: [],
  replies: [],
  feedback: [],
  timeline: [],
});

/** A desk that takes a moment for each ticket, and is late with those whose body says so. */
function slowDesk() {
  const seen = { submitted: [] as unknown[], feedback: [] as unknown[], most: 0 };
  let under = 0;
  const desk: DeskClient = {
    async call(_method, path, body) {
      if (path !== '/v1/tickets') {
        seen.feedback.push([path, body]);
        return { status: 200, body: {} };
      }
      seen.most = Math.max(seen.most, ++under);
      seen.submitted.push(body);
      const id = `00000000-0000-4000-8000-${String(seen.submitted.length).padStart(12, '0')}`;
      await turn();
      under--;
      return (body as DemoTicket).body === 'late' ? { status: 202, body: {} } : { status: 200, body: view(id) };
    },
  };
  return { desk, seen };
}

function* tickets(): Generator<DemoTicket> {
  for (let at = 0; ; at++)
    yield { body: at === 1 ? 'late' : 'x', language: 'en', labels: { queue: 'a' }, unseen: false };
}

describe('play', () => {
  it('submits eight at a time and no more than asked for, labels what is labelled and answered', async () => {
    const { desk, seen } = slowDesk();
    const answered: boolean[] = [];
    let at = 0;
    await play(desk, {
      tickets: tickets(),
      most: 30,
      enough: () => false,
      labels: ({ labels }) => (at++ < 3 ? labels : undefined),
      onAnswered: (_ticket, _view, labelled) => answered.push(labelled),
    });
    expect([seen.submitted.length, seen.most, answered.length]).toEqual([30, 8, 29]);
    expect(seen.submitted[0]).toMatchObject({
      channel: 'demo',
      consent: { externalProcessing: false, training: true },
    });
    expect(answered.filter(Boolean)).toHaveLength(2);
    expect(seen.feedback).toEqual([1, 3].map((id) => [expect.stringContaining(`${id}/feedback`), { queue: 'a' }]));
  });

  it('stops when it is enough, after what is under way', async () => {
    const { desk, seen } = slowDesk();
    let answered = 0;
    await play(desk, {
      tickets: tickets(),
      most: 1_000,
      enough: () => answered >= 20,
      labels: () => undefined,
      onAnswered: () => answered++,
    });
    expect(answered).toBeGreaterThanOrEqual(20);
    expect(seen.submitted.length).toBeLessThan(30);
  });
});
