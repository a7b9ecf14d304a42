import 'reflect-metadata';
import { type ticketConsentChanged } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { writeObservations, type Classified } from '../observations/observation-writes.js';
import { ConsentChangedHandler } from '../privacy/consent-changed.handler.js';
import { type LabelledTicket, writeExamples } from './example-writes.js';

let database: Database;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(() =>
  database.sql.execute(
    'TRUNCATE monitor.observations, monitor.example_labels, monitor.examples, monitor.consents RESTART IDENTITY',
  ),
);

const id = '018f4f7e-0000-7000-8000-000000000001';
const ticket = {
  ...{ id, body: 'The printer jams.', language: 'en', channel: 'api', submittedAt: '2026-01-01T00:00:00Z' },
  ...{ requester: { id: 'ada', role: 'requester' }, consent: { externalProcessing: true, training: true } },
};
const heads = {
  queue: { label: 'printing', confidence: 0.9, probabilities: { printing: 0.9 } },
  urgency: { label: 'low', confidence: 0.6, probabilities: { low: 0.6 } },
};
const classified = {
  ...{ ticket, embedding: 'AAAAAAAAAAA=', at: '2026-01-01T00:00:00Z' },
  classification: {
    model: { name: 'triage', version: 'v-1', digest: 'd' },
    heads,
    abstained: false,
    outOfScope: false,
  },
} as unknown as Classified;
const labelled = (labels: Record<string, string>, authorId: string, order: number, source = 'agent') =>
  ({
    ...{ ticket, group: 'g', labels, source, order, at: '2026-01-01T00:01:00Z' },
    author: { id: authorId, role: 'agent' },
  }) as unknown as LabelledTicket;

const observe = () => database.transaction((sql) => writeObservations(sql, [classified], 1));
const label = (one: LabelledTicket) => database.transaction((sql) => writeExamples(sql, [one]));
const labels = () =>
  database.sql.query(
    'SELECT head, version, observed::int AS observed, blind, training, wrong, lead FROM monitor.example_labels ORDER BY head',
  );
const observation = async () => (await database.sql.query('SELECT labelled, confidence FROM monitor.observations'))[0];

describe('a label and its observation', () => {
  const said = { version: 'v-1', observed: 1, blind: true, training: true };

  it.each([
    ['the observation', 'label', [observe, () => label(labelled({ queue: 'network' }, 'ann', 1))]],
    ['the label', 'observation', [() => label(labelled({ queue: 'network' }, 'ann', 1)), observe]],
  ])('know each other when %s comes before the %s', async (_, __, steps) => {
    for (const step of steps) await step();
    expect(await labels()).toEqual([{ head: 'queue', ...said, wrong: true, lead: true }]);
    expect(await observation()).toEqual({ labelled: true, confidence: 0.6 });
  });

  it('are apart while there is only one of them', async () => {
    await label(labelled({ queue: 'network' }, 'ann', 1));
    expect(await labels()).toMatchObject([{ version: null, observed: null, lead: false }]);
    await database.sql.execute('TRUNCATE monitor.example_labels');
    await observe();
    expect(await observation()).toEqual({ labelled: false, confidence: 0.6 });
  });

  it('a correction judges anew and keeps its place; the first label by an agent leads', async () => {
    await observe();
    await label(labelled({ queue: 'network', urgency: 'low' }, 'import', 1, 'original'));
    expect(await labels()).toMatchObject([{ lead: false }, { lead: false }]);
    await label(labelled({ urgency: 'high' }, 'ann', 2));
    await label(labelled({ queue: 'network' }, 'bob', 3));
    const order = () => database.sql.query('SELECT head FROM monitor.example_labels ORDER BY sequence');
    expect(await order()).toEqual([{ head: 'urgency' }, { head: 'queue' }]);
    await label(labelled({ urgency: 'low' }, 'ann', 4));
    expect(await labels()).toEqual([
      { head: 'queue', ...said, wrong: true, lead: false },
      { head: 'urgency', ...said, wrong: false, lead: true },
    ]);
    expect(await order()).toEqual([{ head: 'urgency' }, { head: 'queue' }]);
  });
});

describe('a consent that changes', () => {
  type Changed = z.infer<typeof ticketConsentChanged.schema>;
  const change = async (training: boolean, at: string, order?: number) => {
    const payload = { ticketId: id, consent: { externalProcessing: true, training }, order } as Changed;
    const { write } = await new ConsentChangedHandler().changed([{ payload, occurredAt: at } as never]);
    await database.transaction(async (sql) => write?.(sql));
  };

  it('holds for labels too, and the later one by the gateway’s order, whatever the clock says', async () => {
    await observe();
    await label(labelled({ queue: 'network' }, 'ann', 1));
    await change(true, '2026-01-02T00:00:00Z', 1);
    await change(false, '2026-01-01T00:00:00Z', 2);
    expect(await labels()).toMatchObject([{ training: false }]);
    await change(true, '2026-01-03T00:00:00Z', 1);
    await change(true, '2026-01-04T00:00:00Z');
    expect(await labels()).toMatchObject([{ training: false }]);
  });
});
