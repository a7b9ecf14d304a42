import { defineEvent, type Envelope } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Consumer } from './consumer.js';
import { listLetters } from './dead-letters.js';
import type { DeliveryContext } from './delivery.js';
import { newEvent } from './envelope.js';
import { NotReady } from './errors.js';
import type { Effects } from './handler.js';
import { publish } from './outbox.js';
import { beginRetry } from './retries.js';
import { beginRun, type Run } from './run.js';

const ordered = defineEvent({
  topic: 'shop.ordered.v1',
  schema: z.strictObject({ n: z.int() }),
  key: ({ n }) => String(n),
});
type Batch = readonly Envelope<{ n: number }>[];
type Take = (numbers: readonly number[]) => Promise<unknown>;

/** As a handler that takes its process along looks to what it leaves behind: begun, and never ended. */
const dies = () => new Promise<never>(() => undefined);
const ends = () => Promise.resolve();

let database: Database;
let given: number[];
let handled: number[];
let unended: number[];
let living: Consumer[];

beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());
beforeEach(async () => {
  [given, handled, unended, living] = [[], [], [], []];
  const tables = ['events', 'offsets', 'inbox', 'retries', 'dead_letters'].map((table) => `messaging.${table}`);
  await database.sql.execute(`TRUNCATE ${tables.join(', ')}`);
});
afterEach(async () => {
  for (const consumer of living) await consumer.stop();
});

/** A consumer of a new process, which dies when nobody stops it. */
function begin(take: Take, options: { consumer?: string; run?: Run; quarantineMs?: number } = {}): Consumer {
  const { consumer: name = 'shop', run = beginRun(), quarantineMs = 0 } = options;
  const context: DeliveryContext = {
    database,
    run,
    subscription: { consumer: name, event: ordered, batchSize: 8, deadlineMs: Infinity },
    handler: async (batch): Promise<Effects> => {
      const numbers = (batch as Batch).map(({ payload }) => payload.n);
      given.push(...numbers);
      await take(numbers);
      return { committed: () => void handled.push(...numbers) };
    },
    retryPolicy: { maxAttempts: 5, firstDelayMs: 1, maxDelayMs: 1, quarantineMs },
    observer: {
      handled: noop,
      committedFailed: noop,
      retried: noop,
      unended: (_consumer, _topic, count) => void unended.push(count),
      buried: noop,
      waiting: noop,
    },
  };
  const consumer = new Consumer(context);
  consumer.start();
  return consumer;
}
/** One that is stopped in the end. */
function live(...parameters: Parameters<typeof begin>): Consumer {
  const consumer = begin(...parameters);
  living.push(consumer);
  return consumer;
}
const emit = (...numbers: number[]) =>
  database.transaction((sql) =>
    publish(
      sql,
      numbers.map((n) => newEvent(ordered, { n }, 'request')),
    ),
  );
const letters = async () => (await listLetters(database, 10)).items;
const begunTimes = async () => {
  const rows = await database.sql.query<{ n: number; begun: number }>(
    `SELECT (e.payload::json ->> 'n')::int AS n, r.begun FROM messaging.retries r
     JOIN messaging.events e ON e.id = r.event_id ORDER BY n`,
  );
  return rows.map(({ n, begun }) => [n, begun]);
};
/** Whether a handler has been given something. */
const isBegun = () => Promise.resolve(given.length > 0);
/** Whether a run goes on that nobody has ended. */
const goesOn = async () => {
  const rows = await database.sql.query('SELECT FROM messaging.offsets WHERE begun_by IS NOT NULL');
  return rows.length > 0;
};

describe('what was in hand when the process died', () => {
  it('is handled one by one; the event that ends the process each time is buried, and nothing else is', async () => {
    const poison: Take = (numbers) => (numbers.includes(3) ? dies() : ends());
    await emit(1, 2, 3, 4, 5);
    begin(poison);
    await until(isBegun);

    begin(poison);
    await until(async () => (await begunTimes()).some(([n, begun]) => n === 3 && begun === 2));
    expect(unended).toEqual([5]);
    expect(handled).toEqual([1, 2]);
    expect(await begunTimes()).toEqual([
      [3, 2],
      [4, 1],
      [5, 1],
    ]);

    // What comes meanwhile does not wait for it.
    await emit(6);
    begin(poison);
    await until(async () => (await begunTimes()).some(([n, begun]) => n === 3 && begun === 3));
    const third = live(poison);
    third.wakeForRetries();
    await until(async () => (await letters()).length === 1 && handled.length === 5);
    expect(handled.sort()).toEqual([1, 2, 4, 5, 6]);
    expect(await letters()).toMatchObject([{ key: '3', attempts: 3 }]);
    expect((await letters())[0]?.reason).toMatch(/^The handling of this event was begun three times and never ended/);
    expect(await begunTimes()).toEqual([]);
  });

  it('counts where it dies in a retry too', async () => {
    let attempt = 0;
    await emit(1);
    const failing = begin(() => (attempt++ === 0 ? Promise.reject(new Error('not now')) : dies()));
    for (const begun of [1, 2, 3]) {
      const consumer = begun === 1 ? failing : begin(dies);
      await until(async () => {
        consumer.wakeForRetries();
        return (await begunTimes())[0]?.[1] === begun;
      });
    }
    live(dies);
    await until(async () => (await letters()).length === 1);
    expect(await letters()).toMatchObject([{ key: '1', attempts: 4 }]);
  });

  it('is not blamed for an end that somebody ordered, not even one that came to pass by force', async () => {
    await emit(1, 2);
    const consumer = begin(dies);
    await until(isBegun);
    void consumer.stop();
    await until(async () => !(await goesOn()));

    live(ends);
    await until(() => Promise.resolve(handled.length === 2));
    expect(unended).toEqual([]);
  });

  it('is not blamed while it is not ready, nor when the process ends then', async () => {
    await emit(1);
    let asked = 0;
    begin(dies);
    await until(isBegun);
    const waiting = begin(() => {
      asked += 1;
      return Promise.reject(new NotReady('no till'));
    });
    await until(() => {
      waiting.wakeForRetries();
      return Promise.resolve(asked > 5);
    });
    await waiting.stop();
    expect(await begunTimes()).toEqual([[1, 1]]);
    live(ends);
    await until(() => Promise.resolve(handled.length === 1));
  });

  it('counts once for each process, however often that begins', async () => {
    await emit(1);
    begin(dies);
    await until(isBegun);
    begin(dies);
    await until(async () => (await begunTimes())[0]?.[1] === 2);
    const [retry] = await database.sql.query<{ event_id: string }>('SELECT event_id FROM messaging.retries');
    const { id } = beginRun();
    for (let n = 0; n < 3; n++) expect(await beginRetry(database.sql, 'shop', retry?.event_id ?? '', id)).toBe(true);
    expect(await begunTimes()).toEqual([[1, 3]]);
  });
});

describe('an event that was in hand at two ends', () => {
  const twice = async () => {
    await emit(1);
    begin(dies);
    await until(isBegun);
    begin(dies);
    await until(async () => (await begunTimes())[0]?.[1] === 2);
  };

  it('waits until the process has lasted without it', async () => {
    await twice();
    const early = live(ends, { quarantineMs: 60_000 });
    await emit(2);
    early.wake();
    await until(() => Promise.resolve(handled.length === 1));
    early.wakeForRetries();
    await early.stop();
    expect(handled).toEqual([2]);
    expect(await begunTimes()).toEqual([[1, 2]]);
  });

  it('is handled while nothing else is, in any consumer of the process', async () => {
    await twice();
    const run = beginRun();
    const log: string[] = [];
    let release: () => void = noop;
    const held = new Promise<void>((resolve) => (release = resolve));
    const till = live(
      async ([n]) => {
        log.push(`till begins ${n}`);
        await held;
        log.push(`till ends ${n}`);
      },
      { consumer: 'till', run },
    );
    await until(() => Promise.resolve(log.length === 1));
    const shop = live(async () => void log.push('shop'), { run });
    await emit(2);
    for (const consumer of [shop, till]) consumer.wake();
    release();
    await until(() => Promise.resolve(log.length === 6));
    expect(log.slice(0, 3)).toEqual(['till begins 1', 'till ends 1', 'shop']);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('waited for 10 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const noop = () => undefined;
