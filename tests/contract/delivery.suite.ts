import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEvent, type Envelope, ticketFailed } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import {
  causedEvent,
  type Effects,
  Handles,
  listLetters,
  type MessagingObserver,
  newEvent,
  NotReady,
  publish,
  replayEvent,
  type RetryPolicy,
} from '@driftdesk/messaging';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { eventually } from '../support/eventually.js';

/** What a transport brings to be held to the rule of delivery. */
export interface TransportUnderTest {
  readonly database: Database;
  transport(options: { observer: MessagingObserver; retryPolicy: RetryPolicy }): CustomTransportStrategy;
  close(): Promise<void>;
}

const order = defineEvent({
  topic: 'tickets.ordered.v1',
  schema: z.strictObject({ ticketId: z.uuid(), n: z.int() }),
  key: (payload) => payload.ticketId,
});
const bill = defineEvent({
  topic: 'tickets.billed.v1',
  schema: z.strictObject({ ticketId: z.uuid(), n: z.int() }),
  key: (payload) => payload.ticketId,
});
type Payload = z.infer<typeof order.schema>;
type Batch = readonly Envelope<Payload>[];

const ticketA = '018f4f7e-0000-7000-8000-00000000000a';
const ticketB = '018f4f7e-0000-7000-8000-00000000000b';
const retryPolicy: RetryPolicy = { maxAttempts: 3, firstDelayMs: 5, maxDelayMs: 20, quarantineMs: 0 };

/** The rule of delivery, as every transport must keep it. */
export function deliverySuite(name: string, open: () => Promise<TransportUnderTest>): void {
  describe(`delivery over ${name}`, () => {
    let under: TransportUnderTest;
    let apps: INestMicroservice[];
    const noticed: string[] = [];
    const observer: MessagingObserver = {
      handled: (consumer, events) => void noticed.push(`${consumer} handled ${events.length}`),
      committedFailed: (consumer) => void noticed.push(`${consumer} not followed up`),
      retried: (consumer) => void noticed.push(`${consumer} retried`),
      unended: (consumer, _topic, count) => void noticed.push(`${consumer} had ${count} in hand`),
      buried: (consumer) => void noticed.push(`${consumer} buried`),
      waiting: (consumer) => void noticed.push(`${consumer} waits`),
    };

    beforeAll(async () => {
      under = await open();
      await under.database.prisma.$executeRawUnsafe('CREATE TABLE public.shop (n int, kind text)');
    });
    beforeEach(async () => {
      apps = [];
      noticed.length = 0;
      const tables = ['events', 'offsets', 'inbox', 'retries', 'dead_letters'].map((table) => `messaging.${table}`);
      await under.database.prisma.$executeRawUnsafe(`TRUNCATE public.shop, ${tables.join(', ')}`);
    });
    afterEach(async () => {
      for (const app of apps) await app.close();
    });
    afterAll(() => under.close());

    const listen = async (...controllers: (new () => object)[]) => {
      @Module({ controllers })
      class TestModule {}
      const strategy = under.transport({ observer, retryPolicy });
      const app = await NestFactory.createMicroservice(TestModule, { strategy, logger: false });
      await app.listen();
      apps.push(app);
      return app;
    };
    const emit = (...numbers: number[]) =>
      under.database.transaction((sql) =>
        publish(
          sql,
          numbers.map((n) => newEvent(order, { ticketId: n % 2 === 0 ? ticketA : ticketB, n }, `request-${n}`)),
        ),
      );
    const shop = async (kind: string) => {
      const rows = await under.database.prisma.$queryRawUnsafe<{ n: number }[]>(
        'SELECT n FROM public.shop WHERE kind = $1 ORDER BY n',
        kind,
      );
      return rows.map(({ n }) => n);
    };
    const letters = async () => (await listLetters(under.database, 10)).items;
    const record = (kind: string, batch: Batch): Effects => ({
      write: async (sql) => {
        for (const { payload } of batch) {
          await sql.execute('INSERT INTO public.shop (n, kind) VALUES ($1::int, $2)', payload.n, kind);
        }
      },
    });

    it('hands every event to every consumer group once, with its origin', async () => {
      const seen: Envelope<Payload>[] = [];
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          return {
            ...record('shop', batch),
            publish: batch.map((event) => causedEvent(event, bill, event.payload)),
          };
        }
        @Handles(bill, { consumer: 'shop' })
        async billed(batch: Batch): Promise<Effects> {
          seen.push(...batch);
          return record('bill', batch);
        }
      }
      @Controller()
      class Audit {
        @Handles(order, { consumer: 'audit' })
        take(batch: Batch): Promise<Effects> {
          return Promise.resolve(record('audit', batch));
        }
      }
      await emit(1, 2);
      await listen(Shop, Audit);
      await emit(3, 4);
      await eventually(async () => {
        expect(await shop('bill')).toEqual([1, 2, 3, 4]);
        expect(await shop('shop')).toEqual([1, 2, 3, 4]);
        expect(await shop('audit')).toEqual([1, 2, 3, 4]);
      });
      expect(seen.map(({ correlationId }) => correlationId).sort()).toEqual([1, 2, 3, 4].map((n) => `request-${n}`));
      expect(seen.every(({ causationId }) => causationId !== undefined)).toBe(true);
    });

    it('keeps the order of a key and delivers in batches of at most the given size', async () => {
      const batches: number[][] = [];
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop', batchSize: 10 })
        take(batch: Batch): Promise<Effects> {
          batches.push(batch.map(({ payload }) => payload.n));
          return Promise.resolve(record('shop', batch));
        }
      }
      const numbers = Array.from({ length: 64 }, (_, n) => n);
      await emit(...numbers);
      await listen(Shop);
      await eventually(async () => expect(await shop('shop')).toHaveLength(64));
      expect(Math.max(...batches.map((batch) => batch.length))).toBe(10);
      for (const parity of [0, 1]) {
        expect(batches.flat().filter((n) => n % 2 === parity)).toEqual(numbers.filter((n) => n % 2 === parity));
      }
    });

    it('commits writes, marks and events together or not at all, and redoes a failed batch one by one', async () => {
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          const { write } = record('shop', batch);
          return {
            write: async (sql) => {
              await write?.(sql);
              if (batch.some(({ payload }) => payload.n === 3)) throw new Error('the shop is shut');
            },
            publish: batch.map((event) => causedEvent(event, bill, event.payload)),
          };
        }
      }
      await emit(1, 2, 3, 4, 5);
      await listen(Shop);
      await eventually(async () => expect(await letters()).toHaveLength(1));
      expect(await shop('shop')).toEqual([1, 2, 4, 5]);
      const billed = await under.database.prisma.event.count({ where: { topic: bill.topic } });
      expect(billed).toBe(4);
      expect(noticed.filter((line) => line === 'shop retried')).toHaveLength(retryPolicy.maxAttempts - 1);
    });

    it('runs what follows a commit after it, once for each event, and never for work that was thrown away', async () => {
      const followed: number[] = [];
      const visible: boolean[] = [];
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          const numbers = batch.map(({ payload }) => payload.n);
          const { write } = record('shop', batch);
          return {
            write: async (sql) => {
              await write?.(sql);
              if (numbers.includes(3)) throw new Error('the shop is shut');
            },
            committed: () => {
              followed.push(...numbers);
              void shop('shop').then((stored) => visible.push(numbers.every((n) => stored.includes(n))));
              if (numbers.includes(2)) throw new Error('no bell');
            },
          };
        }
      }
      await emit(1, 2, 3, 4);
      await listen(Shop);
      await eventually(async () => expect(await letters()).toHaveLength(1));
      await eventually(() => Promise.resolve(expect(visible).toHaveLength(3)));
      expect(visible).not.toContain(false);
      expect(followed).toEqual([1, 2, 4]);
      expect(await shop('shop')).toEqual([1, 2, 4]);
      expect(noticed.filter((line) => line === 'shop not followed up')).toHaveLength(1);
      expect(await under.database.prisma.retry.count()).toBe(0);
    });

    it('tries again what may pass, while later events go on', async () => {
      let failures = 0;
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          if (batch.some(({ payload }) => payload.n === 1) && failures < 3) {
            failures += 1;
            throw new Error('connection reset');
          }
          return record('shop', batch);
        }
      }
      await emit(1, 2, 3);
      await listen(Shop);
      await eventually(async () => expect(await shop('shop')).toEqual([1, 2, 3]));
      expect(await letters()).toEqual([]);
      expect(await under.database.prisma.retry.count()).toBe(0);
    });

    it('gives up at once on programming errors, keeps the event and tells the ticket', async () => {
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          const [first] = batch;
          if (first?.payload.n === 1) (undefined as unknown as () => void)();
          return record('shop', batch);
        }
      }
      const failed: unknown[] = [];
      @Controller()
      class Desk {
        @Handles(ticketFailed, { consumer: 'desk' })
        async take(batch: readonly Envelope[]): Promise<Effects> {
          failed.push(...batch.map(({ payload }) => payload));
          return {};
        }
      }
      await emit(1);
      await listen(Shop, Desk);
      await eventually(() => Promise.resolve(expect(failed).toHaveLength(1)));
      const [letter] = await letters();
      expect(letter).toMatchObject({
        consumer: 'shop',
        topic: order.topic,
        key: ticketB,
        attempts: 1,
        replayedAt: null,
      });
      expect(failed).toEqual([
        { ticketId: ticketB, deadLetterId: letter?.id, consumer: 'shop', stage: order.topic, reason: letter?.reason },
      ]);
    });

    it('buries what does not fit its schema without calling the handler', async () => {
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          return record('shop', batch);
        }
      }
      const event = newEvent(order, { ticketId: ticketA, n: 1 }, 'request');
      await under.database.transaction((sql) => publish(sql, [{ ...event, payload: { n: 'one' } }]));
      await listen(Shop);
      await eventually(async () => expect(await letters()).toHaveLength(1));
      const [letter] = await letters();
      expect(letter?.reason).toContain('does not fit its schema');
      expect(letter?.reason).toContain('ticketId');
      expect(await shop('shop')).toEqual([]);
    });

    it('handles a replayed dead letter again, once', async () => {
      let broken = true;
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          if (broken) throw new TypeError('a bug');
          return record('shop', batch);
        }
      }
      await emit(1);
      await listen(Shop);
      await eventually(async () => expect(await letters()).toHaveLength(1));
      broken = false;
      const [letter] = await letters();
      expect(await replayEvent(under.database, letter?.id ?? '')).toBe('queued');
      expect(await replayEvent(under.database, letter?.id ?? '')).toBe('already_replayed');
      expect(await replayEvent(under.database, ticketA)).toBe('unknown');
      await eventually(async () => expect(await shop('shop')).toEqual([1]));
    });

    it('handles no retry of what another process has handled, and forgets it', async () => {
      const taken: number[] = [];
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          taken.push(...batch.map(({ payload }) => payload.n));
          return record('shop', batch);
        }
      }
      await emit(1, 2);
      const { sql } = under.database;
      const first = `FROM messaging.events WHERE payload::json ->> 'n' = '1'`;
      await sql.execute(`INSERT INTO messaging.inbox (consumer, event_id) SELECT 'shop', id ${first}`);
      await sql.execute(
        `INSERT INTO messaging.retries (consumer, event_id, topic, envelope, attempts, due_at, reason)
         SELECT 'shop', id, topic, json_build_object('id', id, 'topic', topic, 'key', key, 'correlationId', correlation_id,
                'occurredAt', '2026-01-01T00:00:00.000Z', 'payload', payload), 1, '2026-01-01', 'connection reset' ${first}`,
      );
      await listen(Shop);
      await eventually(async () => {
        expect(await shop('shop')).toEqual([2]);
        expect(await under.database.prisma.retry.count()).toBe(0);
      });
      expect(taken).toEqual([2]);
    });

    it('counts a handler that never ends as failed, and goes on', async () => {
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop', deadlineMs: 50 })
        async take(batch: Batch): Promise<Effects> {
          const { write } = record('shop', batch);
          if (batch.some(({ payload }) => payload.n === 2)) return new Promise(() => undefined);
          if (!batch.some(({ payload }) => payload.n === 4)) return { ...(write === undefined ? {} : { write }) };
          return { write: () => new Promise(() => undefined) };
        }
      }
      await emit(1, 2, 3, 4, 5);
      await listen(Shop);
      await eventually(async () => expect(await letters()).toHaveLength(2));
      const reason = 'The handling of this event did not end within 0.05 seconds.';
      for (const letter of await letters()) expect(letter).toMatchObject({ reason, attempts: retryPolicy.maxAttempts });
      expect(await shop('shop')).toEqual([1, 3, 5]);
    });

    it('lists dead letters in the order in which they were buried, page by page, whatever the clock said', async () => {
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(): Promise<Effects> {
          throw new TypeError('a bug');
        }
      }
      const ids: string[] = [];
      await listen(Shop);
      for (const n of [1, 2, 3]) {
        await emit(n);
        await eventually(async () => expect(await letters()).toHaveLength(n));
        ids.unshift((await letters())[0]?.id ?? '');
        // The clock goes back an hour after each.
        const { sql } = under.database;
        await sql.execute("UPDATE messaging.dead_letters SET created_at = created_at + interval '1 hour'");
      }
      expect(new Set(ids).size).toBe(3);
      const first = await listLetters(under.database, 2);
      const second = await listLetters(under.database, 2, first.end);
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
      expect(second.end).toBeUndefined();
    });

    it('waits while a handler is not ready, and loses nothing', async () => {
      let ready = false;
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          if (!ready) throw new NotReady('no till');
          return record('shop', batch);
        }
      }
      await emit(1, 2);
      await listen(Shop);
      await eventually(() => Promise.resolve(expect(noticed).toContain('shop waits')));
      expect(await under.database.prisma.retry.count()).toBe(0);
      ready = true;
      await eventually(async () => expect(await shop('shop')).toEqual([1, 2]));
      expect(await letters()).toEqual([]);
    });

    it('goes on where it stopped, and a redelivery changes nothing', async () => {
      @Controller()
      class Shop {
        @Handles(order, { consumer: 'shop' })
        async take(batch: Batch): Promise<Effects> {
          return record('shop', batch);
        }
      }
      await emit(1, 2);
      const first = await listen(Shop);
      await eventually(async () => expect(await shop('shop')).toEqual([1, 2]));
      await first.close();
      apps.pop();
      await emit(3);
      // As after a crash of a transport that remembers offsets apart from the store: everything comes again.
      await under.database.prisma.$executeRawUnsafe(`UPDATE messaging.offsets SET transaction_id = '0', position = 0`);
      await listen(Shop);
      await eventually(async () => expect(await shop('shop')).toEqual([1, 2, 3]));
    });
  });
}
