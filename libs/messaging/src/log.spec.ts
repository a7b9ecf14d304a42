import { defineEvent } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { newEvent } from './envelope.js';
import { countUnread, moveOffset, readEnd, readLog, readOffset } from './log.js';
import { publish } from './outbox.js';
import { pruneLog } from './prune.js';

const noted = defineEvent({ topic: 'notes.noted.v1', schema: z.strictObject({ n: z.int() }), key: ({ n }) => `${n}` });
const dayMs = 86_400_000;
let database: Database;

beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());
beforeEach(() => database.sql.execute('TRUNCATE messaging.events, messaging.offsets'));

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
  countUnread(database.sql, 'reader', noted.topic, end);

it('counts what is unread by its place in the log, whatever the clock said when it was published', async () => {
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

it('prunes what is old and what every consumer has passed, and nothing else', async () => {
  await emit(1, 3 * dayMs);
  await emit(2);
  await emit(3, 3 * dayMs);
  await pass(2);
  expect(await pruneLog(database, 2 * dayMs)).toBe(1);
  const left = await database.sql.query<{ payload: string }>('SELECT payload FROM messaging.events ORDER BY position');
  expect(left.map(({ payload }) => payload)).toEqual(['{"n":2}', '{"n":3}']);
});
