import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idOf, insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import { type AgentLabel, AgentLabelReader, type LabelledStretch } from './agent-labels.js';

const model = 'triage';
const tickets = 120;
const minute = (n: number) => new Date(n * 60_000);
let database: Database;
let reader: AgentLabelReader;

// Sequences are 1 to 120, the second half of another version. Of every third ticket an agent names the queue, of every
// sixth the urgency too, the last tickets first. Production says queue a of all. Ann labels the first half, Bob the other.
beforeAll(async () => {
  database = await openPglite();
  reader = new AgentLabelReader(database);
  const numbers = Array.from({ length: tickets }, (_, at) => at + 1);
  const rowOf = (n: number) => ({
    ticketId: idOf(n),
    version: n <= tickets / 2 ? 'v-1' : 'v-2',
    at: minute(n),
    labels: { queue: 'a', urgency: 'high' },
    blind: n % 30 === 0,
  });
  await insertTestTickets(database.sql, model, numbers.map(rowOf));
  const labelled = (every: number) =>
    numbers
      .filter((n) => n % every === 0)
      .reverse()
      .map((n) => ({
        ...{ ticketId: idOf(n), label: n % 2 === 0 ? 'a' : 'b', at: minute(1_000 - n) },
        authorId: n <= tickets / 2 ? 'ann' : 'bob',
      }));
  await insertTestLabels(database.sql, 'queue', labelled(3));
  await insertTestLabels(database.sql, 'urgency', labelled(6));
  await database.sql.execute('UPDATE monitor.example_labels SET training = false WHERE observed = 3');
});
afterAll(() => database.close());

const observed = (labels: readonly AgentLabel[]) => labels.map((label) => label.observed);
/** Every third number, in the order in which the labels were given. */
const thirds = (from: number, to: number) => Array.from({ length: (to - from) / 3 + 1 }, (_, at) => to - at * 3);

describe('agents’ labels of a version', () => {
  const queue = { model, version: 'v-2', head: 'queue' };

  it('come in the order in which they were given, the first or the newest', async () => {
    expect(observed(await reader.first(queue, 1_000))).toEqual(thirds(63, 120));
    expect(observed(await reader.first(queue, 3))).toEqual([120, 117, 114]);
    expect(observed(await reader.newest(queue, 3))).toEqual([69, 66, 63]);
    const [, second] = await reader.first(queue, 2);
    expect(observed(await reader.first({ ...queue, after: (second as AgentLabel).sequence }, 1))).toEqual([114]);
    expect(await reader.first({ ...queue, version: 'v-3' }, 10)).toEqual([]);
  });

  it('say who gave them, when, and whether production said something else', async () => {
    const [last, before] = await reader.first(queue, 2);
    const given = { authorId: 'bob', labelledAt: minute(880), sequence: expect.any(Number) };
    expect(last).toEqual({ ticketId: idOf(120), observed: 120, label: 'a', wrong: false, blind: true, ...given });
    expect(before).toMatchObject({ observed: 117, label: 'b', wrong: true, blind: false });
    expect((await reader.first({ ...queue, head: 'urgency' }, 1))[0]).toMatchObject({ label: 'a', wrong: true });
  });
});

describe('the tally of a stretch', () => {
  const tally = async (stretch: Partial<LabelledStretch> = {}) =>
    (await reader.tally({ model, afterSequence: 0, ...stretch }, 'queue')).sort((one, other) =>
      one.authorId < other.authorId ? -1 : 1,
    );

  it('counts tickets once, and the labels that judge the head, by author', async () => {
    // Ann may not teach ticket 3.
    expect(await tally()).toEqual([
      { authorId: 'ann', tickets: 19, judged: 19, wrong: 9 },
      { authorId: 'bob', tickets: 20, judged: 20, wrong: 10 },
    ]);
    expect(await tally({ version: 'v-2' })).toEqual([{ authorId: 'bob', tickets: 20, judged: 20, wrong: 10 }]);
    expect(await tally({ afterSequence: 114 })).toEqual([{ authorId: 'bob', tickets: 2, judged: 2, wrong: 1 }]);
    const [row] = await database.sql.query<{ given: number }>(
      `SELECT given::int FROM monitor.example_labels WHERE observed = 114 AND head = 'queue'`,
    );
    const given = row?.given ?? 0;
    expect(await tally({ givenUntil: given })).toEqual([{ authorId: 'bob', tickets: 3, judged: 3, wrong: 1 }]);
    expect((await tally({ givenAfter: given }))[1]).toEqual({ authorId: 'bob', tickets: 17, judged: 17, wrong: 9 });
  });

  it('takes an author’s first tickets alone, and names the others', async () => {
    const stretch = { model, afterSequence: 0 };
    expect(await reader.tallyFirst(stretch, 'queue', ['bob'], 3)).toEqual([
      { authorId: 'bob', tickets: 3, judged: 3, wrong: 1 },
    ]);
    const beyond = await reader.ticketsBeyond(stretch, ['ann', 'bob'], 18);
    expect(beyond.sort()).toEqual([6, 63, 66].map(idOf).sort());
  });
});

describe('looks at labels', () => {
  /** Pages of a table that statements have looked at. */
  const pagesOf = async (table: string): Promise<number> => {
    await database.sql.query('SELECT pg_stat_force_next_flush()');
    const [row] = await database.sql.query<{ pages: number }>(
      `SELECT (heap_blks_read + heap_blks_hit)::int AS pages FROM pg_statio_user_tables WHERE relname = $1`,
      table,
    );
    return row?.pages ?? 0;
  };

  it('read no observation', async () => {
    const before = await pagesOf('observations');
    await reader.first({ model, version: 'v-2', head: 'queue' }, 1_000);
    await reader.newest({ model, version: 'v-2', head: 'queue' }, 1_000);
    await reader.tally({ model, afterSequence: 0 }, 'queue');
    await reader.tallyFirst({ model, afterSequence: 0 }, 'queue', ['ann', 'bob'], 5);
    await reader.countGivenAfter(0);
    await reader.lastGiven();
    expect((await pagesOf('observations')) - before).toBe(0);
  });

  it('read the labels that they are asked for, of many', async () => {
    // 20,000 labels of an earlier version, so that a walk would show.
    await database.sql.execute(
      `INSERT INTO monitor.example_labels (ticket_id, head, label, source, author_id, author_role, labelled_at, model, version,
              observed, blind, training, wrong, lead)
       SELECT gen_random_uuid(), 'queue', 'a', 'agent', 'eve', 'agent', now(), $1, 'v-0', 1000 + n, false, true, false, true
       FROM generate_series(1, 20000) AS n`,
      model,
    );
    await database.sql.execute('ANALYZE monitor.example_labels');
    const before = await pagesOf('example_labels');
    expect(await reader.first({ model, version: 'v-2', head: 'queue' }, 10)).toHaveLength(10);
    expect(await reader.newest({ model, version: 'v-0', head: 'queue' }, 10)).toHaveLength(10);
    expect(await reader.tally({ model, afterSequence: 20_990 }, 'queue')).toHaveLength(1);
    expect(await reader.tallyFirst({ model, afterSequence: 0 }, 'queue', ['eve'], 10)).toHaveLength(1);
    expect((await pagesOf('example_labels')) - before).toBeLessThan(100);
  });
});
