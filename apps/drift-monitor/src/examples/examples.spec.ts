import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ExampleReader } from './example-reader.js';
import { type LabelledTicket, writeExamples } from './example-writes.js';

let database: Database;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.execute('DELETE FROM monitor.examples');
  await database.sql.execute('DELETE FROM monitor.example_labels');
});

const id = (n: number) => `018f4f7e-0000-7000-8000-${String(n).padStart(12, '0')}`;
const labelled = (
  n: number,
  source: LabelledTicket['source'],
  labels: Record<string, string>,
  more: { minute?: number; training?: boolean; group?: string; order?: number } = {},
): LabelledTicket => ({
  ticket: {
    ...{ id: id(n), body: `ticket ${n}`, language: 'en', channel: 'import', submittedAt: '2026-01-01T00:00:00Z' },
    requester: { id: 'local', role: 'admin' },
    consent: { externalProcessing: true, training: more.training ?? true },
  },
  group: more.group ?? `g${n}`,
  labels,
  source,
  author: { id: 'local', role: 'admin' },
  order: more.order,
  at: `2026-01-01T00:${String(more.minute ?? 0).padStart(2, '0')}:00Z`,
});

async function stored() {
  const examples = [];
  for await (const example of new ExampleReader(database).all()) examples.push(example);
  return examples;
}

/** Every order of three batches. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

describe('examples', () => {
  it.each(orders)('an agent’s label counts before an import’s, then the latest: order %i %i %i', async (...order) => {
    const said = [
      labelled(1, 'original', { queue: 'a', urgency: 'low' }, { minute: 5, group: 'family' }),
      labelled(1, 'agent', { queue: 'b' }, { minute: 1 }),
      labelled(1, 'original', { queue: 'c', urgency: 'high' }, { minute: 9, group: 'family' }),
    ];
    for (const at of order) await writeExamples(database.sql, [said[at] as LabelledTicket]);
    const expected = { id: id(1), group: 'family', source: 'agent', labels: { queue: 'b', urgency: 'high' } };
    expect(await stored()).toEqual([{ ...expected, body: 'ticket 1', language: 'en' }]);
  });

  it.each(orders)('the gateway’s order counts before clocks, which go back: order %i %i %i', async (...order) => {
    const said = [
      // From before there was an order, by a clock that was ahead.
      labelled(1, 'agent', { queue: 'a' }, { minute: 50 }),
      labelled(1, 'agent', { queue: 'b' }, { minute: 40, order: 8 }),
      labelled(1, 'agent', { queue: 'c' }, { minute: 1, order: 9 }),
    ];
    for (const at of order) await writeExamples(database.sql, [said[at] as LabelledTicket]);
    expect((await stored())[0]?.labels).toEqual({ queue: 'c' });
    await database.sql.execute('DELETE FROM monitor.example_labels');
    await writeExamples(
      database.sql,
      order.map((at) => said[at] as LabelledTicket),
    );
    expect((await stored())[0]?.labels).toEqual({ queue: 'c' });
  });

  it('takes several sayings about one ticket in one batch', async () => {
    const said = [1, 2, 3].map((minute) => labelled(1, 'original', { queue: `q${minute}` }, { minute }));
    await writeExamples(database.sql, [...said, labelled(2, 'agent', { queue: 'x' })]);
    expect((await stored()).map(({ labels, source }) => [labels, source])).toEqual([
      [{ queue: 'q3' }, 'original'],
      [{ queue: 'x' }, 'agent'],
    ]);
  });

  it('keeps no text of a ticket that may not be trained on, only what it was labelled', async () => {
    await writeExamples(database.sql, [
      labelled(1, 'agent', { queue: 'a' }, { training: false }),
      labelled(2, 'original', { queue: 'a' }, { training: false }),
    ]);
    expect(await database.sql.query('SELECT * FROM monitor.examples')).toEqual([]);
    expect(await stored()).toEqual([]);
    expect(await new ExampleReader(database).countOriginals()).toEqual([]);
    const labels = await database.sql.query('SELECT label FROM monitor.example_labels');
    expect(labels).toEqual([{ label: 'a' }, { label: 'a' }]);
  });

  it('are read in pages, in order, each once; only imports count as originals', async () => {
    const many = Array.from({ length: 1_201 }, (_, n) => labelled(n, n === 7 ? 'agent' : 'original', { queue: 'a' }));
    await writeExamples(database.sql, many);
    expect((await stored()).map((example) => example.id)).toEqual(many.map(({ ticket }) => ticket.id));
    expect(await new ExampleReader(database).countOriginals()).toEqual([
      { head: 'queue', label: 'a', examples: 1_200 },
    ]);
  });
});
