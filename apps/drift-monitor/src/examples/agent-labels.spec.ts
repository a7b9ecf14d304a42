import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idOf, insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import { type AgentLabelFilter, AgentLabelReader } from './agent-labels.js';

const model = 'triage';
/** More than two pages of observations. */
const tickets = 120;
const minute = (n: number) => new Date(n * 60_000);
let database: Database;
let reader: AgentLabelReader;

// Sequences are 1 to 120, the second half of another version. Of every third ticket an agent names the queue, of every
// sixth the urgency too, the last tickets first. Production says queue a of all.
beforeAll(async () => {
  database = await openPglite();
  reader = new AgentLabelReader(database);
  const numbers = Array.from({ length: tickets }, (_, at) => at + 1);
  const rowOf = (n: number) => ({
    ticketId: idOf(n),
    version: n <= tickets / 2 ? 'v-1' : 'v-2',
    at: minute(n),
    labels: { queue: 'a', urgency: 'high' },
  });
  await insertTestTickets(database.sql, model, numbers.map(rowOf));
  const labelled = (every: number) =>
    numbers
      .filter((n) => n % every === 0)
      .map((n) => ({ ticketId: idOf(n), label: n % 2 === 0 ? 'a' : 'b', at: minute(1_000 - n) }));
  await insertTestLabels(database.sql, 'queue', labelled(3));
  await insertTestLabels(database.sql, 'urgency', labelled(6));
  await database.sql.execute('UPDATE monitor.observations SET training = false WHERE sequence = 3');
});
afterAll(() => database.close());

const sequences = async (filter: Omit<AgentLabelFilter, 'model'>) =>
  (await reader.read({ model, ...filter })).map(({ sequence }) => sequence);
/** Every third number, in the order in which the labels were given. */
const thirds = (from: number, to: number) => Array.from({ length: (to - from) / 3 + 1 }, (_, at) => to - at * 3);

describe('agents’ labels', () => {
  it('come from all pages, in the order in which they were given', async () => {
    expect(await sequences({ head: 'queue' })).toEqual(thirds(3, 120));
    expect(await reader.read({ model })).toHaveLength(60);
  });

  it('say who gave them, when, and whether production said something else', async () => {
    const [last, urgency, before] = await reader.read({ model, afterSequence: 114 });
    const common = { ticketId: idOf(120), sequence: 120, version: 'v-2', label: 'a' };
    const given = { authorId: expect.any(String), labelledAt: minute(880).toISOString() };
    expect(last).toEqual({ ...common, ...given, head: 'queue', wrong: false });
    expect(urgency).toEqual({ ...common, ...given, head: 'urgency', wrong: true });
    expect(before).toMatchObject({ sequence: 117, head: 'queue', label: 'b', wrong: true });
  });

  it('are of one version, of tickets after one, of those that may be learned, or given after a time', async () => {
    expect(await sequences({ head: 'queue', version: 'v-1' })).toEqual(thirds(3, 60));
    expect(await sequences({ head: 'queue', version: 'v-2' })).toEqual(thirds(63, 120));
    expect(await sequences({ head: 'queue', afterSequence: 60 })).toEqual(thirds(63, 120));
    expect(await sequences({ head: 'queue', training: true })).toEqual(thirds(6, 120));
    const givenAfter = minute(1_000 - 60).toISOString();
    expect(await sequences({ head: 'queue', givenAfter })).toEqual(thirds(3, 57));
    expect(await sequences({ version: 'v-3' })).toEqual([]);
  });
});
