import { describe, expect, it } from '@jest/globals';
import { createLabeller } from './labeller.js';
import { findDemoModel } from './demo-model.js';
import { ticketStreams } from './ticket-stream.js';

describe('the streams of the demo', () => {
  it('are ordinary tickets, and from some moment on every other one of the unseen topic; none comes twice', async () => {
    const model = await findDemoModel(['no-such-model', 'ticket-triage']);
    if (model === undefined) throw new Error('models/ticket-triage has no unseen topic');
    const { ordinary, drifted } = ticketStreams(model);
    const take = (tickets: typeof ordinary, count: number) => Array.from({ length: count }, () => tickets.next().value);
    const [first, then] = [take(ordinary, 300), take(drifted, 600)];
    expect(first.every(({ unseen, labels }) => !unseen && labels['queue'] !== model.unseen.label)).toBe(true);
    expect(then.map(({ unseen }) => unseen)).toEqual(then.map((_, at) => at % 2 === 0));
    expect(then.every(({ unseen, labels }) => unseen === (labels[model.unseen.head] === model.unseen.label))).toBe(
      true,
    );
    const bodies = [...first, ...then].map(({ subject, body }) => `${subject}\n${body}`);
    expect(new Set(bodies).size).toBeGreaterThan(890);
  });

  it('are for no model that brings none', async () => {
    expect(await findDemoModel(['no-such-model'])).toBeUndefined();
  });
});

describe('the labelling agent', () => {
  const ticket = (unseen: boolean) => ({
    body: 'x',
    language: 'en',
    labels: { queue: unseen ? 'new' : 'old' },
    unseen,
  });

  it.each([0.1, 0.3, 0.5, 1])('labels a share of %d of either kind of ticket, whatever their order', (share) => {
    const labels = createLabeller(share);
    const given = Array.from({ length: 400 }, (_, at) => labels(ticket(at % 2 === 0))?.['queue']);
    for (const kind of ['new', 'old']) {
      expect(Math.abs(given.filter((label) => label === kind).length - 200 * share)).toBeLessThanOrEqual(1);
    }
  });
});
