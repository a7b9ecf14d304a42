import { defineEvent } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { newEvent } from './envelope.js';
import { moveOffset, readEnd, readLog, readOffset } from './log.js';
import { publish } from './outbox.js';
import { pruneLog } from './prune.js';
import { clearRetry, scheduleUnended } from './retries.js';
import { countUnhandled } from './unhandled.js';

const noted = defineEvent({ topic: 'notes.noted.v1', schema: z.strictObject({ n: z.int() }), key: ({ n }) => `${n}` });
const dayMs = 86_400_000;
let database: Database;

beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());
beforeEach(() => database.sql.execute('TRUNCATE messaging.events, messaging.offsets, messaging.retries'));

const emit = (n: number, ageMs = 0) =>
  database.transaction((sql) => {
    const occurredAt = new Date(Date.now() - ageMs).toISOString();
    return publish(sql, [{ ...newEvent(noted, { n }, 'request'), occurredAt }]);
  });
async function pass(count: number): Promise<void> {
  const { sql } = database;
  const events = await readLog(sql, noted.topic, await readOffset(sql, 'reader', noted.topic), count);
  const last = events.at(-1);
  if (last !== undefined) await moveOffset(sql, 'reader', noted.topic, last.at);
}
const unread = async (end: Awaited<ReturnType<typeof readEnd>>) =>
  countUnhandled(database.sql, 'reader', noted.topic, end);

it('counts what is unhandled by its place in the log, whatever the clock said when it was published', async () => {
  expect(await unread(await readEnd(database.sql, noted.topic))).toBe(0);
  await emit(1);
  // The clock is a day ahead, and set right again.
  await emit(2, -dayMs);
  const end = await readEnd(database.sql, noted.topic);
  await emit(3, dayMs);
  expect(await unread(end)).toBe(2);
  await pass(1);
  expect(await unread(end)).toBe(1);
  await pass(1);
  expect(await unread(end)).toBe(0);
});

it('counts what a take-over moved from the log into the retries, until that ends or is buried', async () => {
  const { sql } = database;
  await emit(1, 3 * dayMs);
  await emit(2);
  const end = await readEnd(sql, noted.topic);
  await emit(3);
  // The process that had them in hand was killed.
  const begun = await readLog(sql, noted.topic, await readOffset(sql, 'reader', noted.topic), 3);
  const envelopes = begun.map(({ envelope }) => envelope);
  await scheduleUnended(sql, 'reader', envelopes);
  await pass(3);
  expect(await unread(end)).toBe(2);
  // What is pruned from the log waits on.
  expect(await pruneLog(database, 2 * dayMs)).toBe(1);
  expect(await unread(end)).toBe(2);
  await clearRetry(sql, 'reader', envelopes[0]?.id ?? '');
  expect(await unread(end)).toBe(1);
  await clearRetry(sql, 'reader', envelopes[1]?.id ?? '');
  expect(await unread(end)).toBe(0);
  expect(await unread(await readEnd(sql, noted.topic))).toBe(1);
});

it('prunes what is old and what every consumer has passed, and nothing else', async () => {
  await emit(1, 3 * dayMs);
  await emit(2);
  await emit(3, 3 * dayMs);
  await pass(2);
  expect(await pruneLog(database, 2 * dayMs)).toBe(1);
  const left = await database.sql.query<{ payload: string }>('SELECT payload FROM messaging.events ORDER BY position');
  expect(left.map(({ payload }) => payload)).toEqual(['{"n":2}', '{"n":3}']);
});
