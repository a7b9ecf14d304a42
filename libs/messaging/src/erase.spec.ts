import { type Database, openPglite } from '@driftdesk/database';
import { defineEvent, type Envelope } from '@driftdesk/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { deliver, type DeliveryContext } from './delivery.js';
import { newEvent } from './envelope.js';
import { eraseKeys, rewritePayloads } from './erase.js';
import { publish } from './outbox.js';
import { defaultRetryPolicy } from './retry-policy.js';
import { beginRun } from './run.js';
import { hasUnhandled } from './unhandled.js';

const noted = defineEvent({
  topic: 'notes.noted.v1',
  schema: z.strictObject({ of: z.string(), text: z.string() }),
  key: ({ of }) => of,
});
const secret = 'my cat is called Schnurrli';

describe('erasing what belongs to a key', () => {
  let database: Database;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());

  const stored = async () => {
    const [row] = await database.sql.query<{ found: number }>(
      `SELECT (SELECT count(*) FROM messaging.events WHERE strpos(payload, $1) > 0)::int
            + (SELECT count(*) FROM messaging.retries WHERE strpos(envelope, $1) > 0)::int
            + (SELECT count(*) FROM messaging.dead_letters WHERE strpos(envelope, $1) > 0)::int AS found`,
      secret,
    );
    return row?.found;
  };
  const wrote: string[] = [];
  const context = (handle: (batch: readonly Envelope[]) => Promise<void>): DeliveryContext => ({
    database,
    subscription: { consumer: 'reader', event: noted, batchSize: 10, deadlineMs: 1_000 },
    handler: async (batch) => {
      await handle(batch);
      return { write: async () => void wrote.push(...batch.map(({ key }) => key)) };
    },
    run: beginRun(),
    retryPolicy: { ...defaultRetryPolicy, maxAttempts: 2 },
    observer: { handled: noop, committedFailed: noop, retried: noop, unended: noop, buried: noop, waiting: noop },
  });
  const deliveriesOf = (events: readonly Envelope[], attempts = 0) =>
    events.map((event) => ({
      envelope: { ...event, payload: JSON.stringify(event.payload) },
      attempts,
      settle: async () => undefined,
    }));

  it('leaves no event, retry or dead letter, and drops what a handler has in hand then', async () => {
    const event = (of: string) => newEvent(noted, { of, text: secret }, 'c');
    const failing = context(async () => Promise.reject(new Error('not now')));
    const [retried, buried] = [event('a'), event('a')];
    await publish(database.sql, [retried, buried, event('a')]);
    await deliver(failing, deliveriesOf([retried]));
    await deliver(failing, deliveriesOf([buried], 1));
    expect(await stored()).toBe(5);

    const [inHand, other] = [event('a'), event('b')];
    await publish(database.sql, [inHand, other]);
    const erasing = context(async () => {
      if (wrote.length === 0) await database.transaction((sql) => eraseKeys(sql, ['a']));
    });
    await deliver(erasing, deliveriesOf([inHand, other]));
    expect(wrote).toEqual(['b']);
    expect(await stored()).toBe(1);
    // Neither does a failure bring it back.
    await deliver(failing, deliveriesOf([event('a')]));
    await deliver(failing, deliveriesOf([event('a')], 1));
    expect(await stored()).toBe(1);
  });

  it('takes a document out of payloads that others own', async () => {
    await rewritePayloads(database.sql, secret, (payload) => ({ ...(payload as object), text: '' }));
    expect(await stored()).toBe(0);
  });

  it('knows whether a consumer has yet to handle an event of a key', async () => {
    const event = newEvent(noted, { of: 'd', text: 'x' }, 'c');
    await publish(database.sql, [event]);
    const unhandled = (key?: string) => hasUnhandled(database.sql, 'late', noted.topic, key);
    expect([await unhandled('d'), await unhandled('z'), await unhandled()]).toEqual([true, false, true]);
    const { subscription } = context(async () => undefined);
    const late = { ...context(async () => undefined), subscription: { ...subscription, consumer: 'late' } };
    await deliver(late, deliveriesOf([event]));
    expect(await unhandled('d')).toBe(false);
  });
});

const noop = () => undefined;
