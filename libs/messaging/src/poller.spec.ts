import { defineEvent } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { now } from './clock.js';
import { newEvent } from './envelope.js';
import { moveOffset, readLog, readOffset } from './log.js';
import { publish } from './outbox.js';
import { Poller, type Sleeper } from './poller.js';
import { scheduleRetry } from './retries.js';

const eventOf = (topic: string) =>
  defineEvent({ topic, schema: z.strictObject({ ticketId: z.uuid() }), key: ({ ticketId }) => ticketId });
const order = eventOf('tickets.ordered.v1');
const bill = eventOf('tickets.billed.v1');
const payload = { ticketId: '018f4f7e-0000-7000-8000-00000000000a' };
const always = () => ({ longestDelayMs: 120_000, begunBelow: 3 });
let database: Database;
let woken: string[];

beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  woken = [];
  await database.sql.execute('TRUNCATE messaging.events, messaging.offsets, messaging.retries');
});

function sleeper(consumer: string, event: typeof order): Sleeper {
  return {
    subscription: { consumer, event, batchSize: 8, deadlineMs: 1_000 },
    wake: () => void woken.push(consumer),
    wakeForRetries: () => void woken.push(`${consumer} for retries`),
  };
}
const look = async (...sleepers: Sleeper[]) => new Poller(database, sleepers, always).look();

/** A consumer passes all that its topic has. */
async function passAll(consumer: string, { topic }: typeof order): Promise<void> {
  const events = await readLog(database.sql, topic, await readOffset(database.sql, consumer, topic), 100);
  const last = events.at(-1);
  if (last !== undefined) await moveOffset(database.sql, consumer, topic, last.at);
}

describe('the poller', () => {
  it('wakes who has yet to pass an event of its topic, whether or not it has begun', async () => {
    await passAll('shop', order);
    await database.transaction((sql) => publish(sql, [newEvent(order, payload, 'request')]));
    await passAll('archive', order);
    await look(sleeper('archive', order), sleeper('shop', order), sleeper('till', bill), sleeper('new', order));
    expect(woken).toEqual(['shop', 'new']);
    await passAll('shop', order);
    await passAll('new', order);
    await look(sleeper('shop', order), sleeper('new', order));
    expect(woken).toEqual(['shop', 'new']);
  });

  it('wakes whose retry is due', async () => {
    const retryAt = (consumer: string, dueAt: Date) => {
      const envelope = { ...newEvent(order, payload, 'request'), payload: JSON.stringify(payload) };
      return scheduleRetry(database.sql, consumer, { envelope, attempts: 1, dueAt, reason: 'connection reset' });
    };
    await retryAt('shop', new Date(now().getTime() - 1));
    await retryAt('till', new Date(now().getTime() + 60_000));
    await look(sleeper('shop', order), sleeper('shop', bill), sleeper('till', order));
    expect(woken).toEqual(['shop for retries']);
  });

  it('lets no retry wait longer than the longest delay, though the clock was set back before this process began', async () => {
    const envelope = { ...newEvent(order, payload, 'request'), payload: JSON.stringify(payload) };
    const dueAt = new Date(now().getTime() + 86_400_000);
    await scheduleRetry(database.sql, 'shop', { envelope, attempts: 1, dueAt, reason: 'connection reset' });
    await look(sleeper('shop', order));
    expect(woken).toEqual(['shop for retries']);
  });

  it('wakes everybody when the store fails: whoever reads says what is wrong', async () => {
    const closed = await openPglite();
    await closed.close();
    await new Poller(closed, [sleeper('shop', order), sleeper('till', bill)], always).look();
    expect(woken).toEqual(['shop', 'till']);
  });
});
