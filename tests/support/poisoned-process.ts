/**
 * A process of its own with a store, two consumers and an event that it does not survive, for the test that starts it:
 * `node poisoned-process.js <store> kill|spin`. It says "spins" when it blocks, and "settled" when nothing is left to do.
 */
import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { defineEvent, type Envelope, ticketFailed } from '@driftdesk/contracts';
import { openPglite, type Sql } from '@driftdesk/database';
import { DatabaseTransport, type Effects, Handles, hasUnhandled, newEvent, publish } from '@driftdesk/messaging';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';

const eventCount = 40;
const poisonous = 7;

const [store, death] = process.argv.slice(2);
const database = await openPglite(store);
const order = defineEvent({
  topic: 'tickets.ordered.v1',
  schema: z.strictObject({ ticketId: z.uuid(), n: z.int() }),
  key: ({ ticketId }) => ticketId,
});
type Batch = readonly Envelope<z.infer<typeof order.schema>>[];

async function record(sql: Sql, consumer: string, values: readonly string[]): Promise<void> {
  for (const value of values) await sql.execute('INSERT INTO public.handled VALUES ($1, $2)', consumer, value);
}
const numbers = (batch: Batch) => batch.map(({ payload }) => String(payload.n));

function die(): void {
  if (death === 'kill') process.kill(process.pid, 'SIGKILL');
  writeSync(1, 'spins\n');
  for (;;);
}

@Controller()
class Shop {
  @Handles(order, { consumer: 'shop', batchSize: 16 })
  async take(batch: Batch): Promise<Effects> {
    if (batch.some(({ payload }) => payload.n === poisonous)) die();
    return { write: (sql) => record(sql, 'shop', numbers(batch)) };
  }

  /** Slow enough to be in hand whenever the other one takes the process along. */
  @Handles(order, { consumer: 'till', batchSize: 4 })
  async bill(batch: Batch): Promise<Effects> {
    await pause(20);
    return { write: (sql) => record(sql, 'till', numbers(batch)) };
  }

  @Handles(ticketFailed, { consumer: 'desk' })
  async failed(batch: readonly Envelope<z.infer<typeof ticketFailed.schema>>[]): Promise<Effects> {
    return {
      write: (sql) =>
        record(
          sql,
          'desk',
          batch.map(({ payload }) => payload.reason),
        ),
    };
  }
}
@Module({ controllers: [Shop] })
class PoisonedModule {}

await database.sql.execute('CREATE TABLE IF NOT EXISTS public.handled (consumer text, what text)');
const [seeded] = await database.sql.query('SELECT FROM messaging.events LIMIT 1');
if (seeded === undefined) {
  const events = Array.from({ length: eventCount }, (_, n) =>
    newEvent(order, { ticketId: crypto.randomUUID(), n }, 'request'),
  );
  await database.transaction((sql) => publish(sql, events));
}
const retryPolicy = { maxAttempts: 3, firstDelayMs: 5, maxDelayMs: 20, quarantineMs: 300 };
const noop = () => undefined;
const observer = { handled: noop, committedFailed: noop, retried: noop, unended: noop, buried: noop, waiting: noop };
const app = await NestFactory.createMicroservice(PoisonedModule, {
  strategy: new DatabaseTransport({ database, retryPolicy, observer }),
  logger: false,
});
await app.listen();

const open = async () => {
  const waits = await Promise.all(
    [
      ['shop', order.topic],
      ['till', order.topic],
      ['desk', ticketFailed.topic],
    ].map(([consumer = '', topic = '']) => hasUnhandled(database.sql, consumer, topic)),
  );
  return waits.includes(true);
};
while (await open()) await pause(20);
writeSync(1, 'settled\n');
await app.close();
await database.close();
