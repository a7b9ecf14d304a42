import { defineEvent } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { deliver } from './delivery.js';
import { newEvent } from './envelope.js';
import { beginRun } from './run.js';
import { defaultRetryPolicy } from './retry-policy.js';

const noted = defineEvent({ topic: 'notes.noted.v1', schema: z.strictObject({ of: z.string() }), key: ({ of }) => of });

let database: Database;
beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());

it('schedules no retry of what was committed, though the confirmation was lost', async () => {
  const told: string[] = [];
  let lose = true;
  // What a dropped connection does on a server.
  const lossy: Database = {
    ...database,
    transaction: async (work) => {
      const result = await database.transaction(work);
      if (!lose) return result;
      lose = false;
      throw new Error('Connection terminated unexpectedly');
    },
  };
  const tell = (what: string) => () => void told.push(what);
  const context = {
    database: lossy,
    run: beginRun(),
    subscription: { consumer: 'reader', event: noted, batchSize: 8, deadlineMs: 1_000 },
    handler: async () => ({}),
    retryPolicy: defaultRetryPolicy,
    observer: {
      handled: tell('handled'),
      committedFailed: tell('not followed up'),
      retried: tell('retried'),
      unended: tell('unended'),
      buried: tell('buried'),
      waiting: tell('waits'),
    },
  };
  const envelope = { ...newEvent(noted, { of: 'a' }, 'c'), payload: JSON.stringify({ of: 'a' }) };
  await deliver(context, [{ envelope, attempts: 0, settle: async () => undefined }]);
  const [rows] = await database.sql.query<{ retries: number; marks: number }>(
    `SELECT (SELECT count(*) FROM messaging.retries)::int AS retries, (SELECT count(*) FROM messaging.inbox)::int AS marks`,
  );
  expect(rows).toEqual({ retries: 0, marks: 1 });
  expect(told).toEqual([]);
});
