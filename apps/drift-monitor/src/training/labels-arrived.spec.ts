import { ticketConsentChanged, ticketLabelled } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { newEvent, publish } from '@driftdesk/messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf } from '../observations/observation-rows.fixture.js';
import { areLabelsOnTheirWay, labelsArrived } from './labels-arrived.js';

const author = { id: 'ada', role: 'agent' } as const;
const { signal } = new AbortController();
let database: Database;
beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());
beforeEach(() =>
  database.sql.execute('TRUNCATE messaging.events, messaging.offsets, messaging.retries, messaging.inbox'),
);

/** An agent labels the n-th ticket. */
async function say(n: number): Promise<void> {
  const ticket = {
    ...{ id: idOf(n), body: 'b', language: 'en', channel: 'api' as const, submittedAt: new Date().toISOString() },
    ...{ requester: { id: 'r', role: 'requester' as const }, consent: { externalProcessing: true, training: true } },
  };
  const labelled = { ticket, group: 'g', labels: { queue: 'x' }, source: 'agent' as const, author };
  await database.transaction((sql) => publish(sql, [newEvent(ticketLabelled, labelled, 'c')]));
}
/** The monitor's deliveries of a topic were in hand of a process that was killed: the next one moved them to the retries. */
async function takeOver(topic: string = ticketLabelled.topic): Promise<void> {
  await database.sql.execute(
    `INSERT INTO messaging.retries (consumer, event_id, topic, envelope, attempts, due_at, reason)
     SELECT 'drift-monitor', id, topic, payload, 0, now(), 'the process ended' FROM messaging.events WHERE topic = $1
     ON CONFLICT DO NOTHING`,
    topic,
  );
  await database.sql.execute(
    `INSERT INTO messaging.offsets (consumer, topic, transaction_id, position)
     SELECT 'drift-monitor', topic, transaction_id, position FROM messaging.events WHERE topic = $1
     ORDER BY transaction_id DESC, position DESC LIMIT 1
     ON CONFLICT (consumer, topic) DO UPDATE SET transaction_id = EXCLUDED.transaction_id, position = EXCLUDED.position`,
    topic,
  );
}
const arrived = () => labelsArrived(database.sql, signal, 0);
const settle = () => database.sql.execute('DELETE FROM messaging.retries');

describe('a training', () => {
  it('waits for labels that are in the log', async () => {
    expect([await arrived(), await areLabelsOnTheirWay(database.sql)]).toEqual([true, false]);
    await say(1);
    expect([await arrived(), await areLabelsOnTheirWay(database.sql)]).toEqual([false, true]);
  });

  it('waits for labels that a killed process had in hand, and not for dead letters', async () => {
    await say(1);
    await takeOver();
    expect([await arrived(), await areLabelsOnTheirWay(database.sql)]).toEqual([false, true]);
    // Handled or buried, an event is no retry any more.
    await settle();
    expect([await arrived(), await areLabelsOnTheirWay(database.sql)]).toEqual([true, false]);
  });

  it('waits for what was said before it was asked, not for what is said meanwhile', async () => {
    await say(1);
    await takeOver();
    const waiting = labelsArrived(database.sql, signal);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await say(2);
    await takeOver();
    await database.sql.execute(
      `DELETE FROM messaging.retries WHERE event_id = (SELECT id FROM messaging.events ORDER BY position LIMIT 1)`,
    );
    expect(await waiting).toBe(true);
    expect(await areLabelsOnTheirWay(database.sql)).toBe(true);
  });

  it('waits for consents that wait for another attempt', async () => {
    const consent = { externalProcessing: false, training: false };
    const changed = { ticketId: idOf(1), consent, author };
    await database.transaction((sql) => publish(sql, [newEvent(ticketConsentChanged, changed, 'c')]));
    await takeOver(ticketConsentChanged.topic);
    expect([await arrived(), await areLabelsOnTheirWay(database.sql)]).toEqual([false, true]);
    await settle();
    expect(await arrived()).toBe(true);
  });
});
