import { type Database, openPglite } from '@driftdesk/database';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf, insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import type { DriftMonitorOptions } from '../options.js';
import { AgentLabelReader } from './agent-labels.js';
import type { AuthorShare } from './cap-authors.js';
import { FreshLabelReader } from './fresh-labels.js';
import { countAuthors } from './label-authors.js';

const model = 'triage';
const card = { heads: [{ name: 'queue', metrics: { accuracy: 0.9 } }] };
const registry = { resolve: async () => ({ card }) } as unknown as Registry;
let database: Database;
let fresh: FreshLabelReader;
const readerWith = (authorShare: AuthorShare) => {
  const models = new Map([[model, { spec: { training: { sliceShare: 0.3 } } }]]);
  const options = { models, rules: { labels: 20, authorShare } } as unknown as DriftMonitorOptions;
  return new FreshLabelReader(new AgentLabelReader(database), registry, options);
};
beforeAll(async () => {
  database = await openPglite();
  fresh = readerWith(0.1);
});
afterAll(() => database.close());
const planted = 'monitor.observations, monitor.example_labels, monitor.label_authors';
beforeEach(() => database.sql.execute(`TRUNCATE ${planted} RESTART IDENTITY`));

/** Tickets that the champion put into queue a, and what the agent says of each. */
async function labelled(...labels: string[]): Promise<void> {
  const tickets = labels.map((label, n) => ({ ticketId: idOf(n), version: 'v-1', at: new Date(0), label }));
  await insertTestTickets(
    database.sql,
    model,
    tickets.map((ticket) => ({ ...ticket, labels: { queue: 'a' } })),
  );
  await insertTestLabels(database.sql, 'queue', tickets);
}

describe('fresh labels', () => {
  it('are as many as the environment asks for, until those that there are can say more', async () => {
    await labelled(...Array<string>(19).fill('a'));
    expect(await fresh.read(model, 0)).toMatchObject({ have: 19, given: 19, need: 20 });
  });

  it('suffice when they show many errors', async () => {
    await labelled(...Array<string>(10).fill('a'), ...Array<string>(10).fill('b'));
    expect(await fresh.read(model, 0)).toMatchObject({ have: 20, need: expect.any(Number) });
    const { need } = await fresh.read(model, 0);
    // Ten of twenty: at least 0.299, so 0.199 above the champion's 0.1; 3.84 / (0.199 × 0.3) = 64.
    expect(need).toBe(65);
    await database.sql.execute(`UPDATE monitor.example_labels SET wrong = true`);
    expect(await fresh.read(model, 0)).toMatchObject({ need: 20 });
  });

  it('are capped by author, also in what they say of the champion', async () => {
    const tickets = Array.from({ length: 60 }, (_, n) => ({ ticketId: idOf(n), version: 'v-1', at: new Date(0) }));
    await insertTestTickets(
      database.sql,
      model,
      tickets.map((ticket) => ({ ...ticket, labels: { queue: 'a' } })),
    );
    const by = (n: number) => (n < 36 ? 'mallory' : `agent ${n % 12}`);
    const label = (n: number) => (by(n) === 'mallory' ? 'b' : 'a');
    await insertTestLabels(
      database.sql,
      'queue',
      tickets.map((ticket, n) => ({ ...ticket, label: label(n), authorId: by(n) })),
    );
    // Two of each of twelve honest agents, and two of Mallory.
    expect(await fresh.read(model, 0)).toMatchObject({ given: 60, have: 26, judged: 26, wrong: 2 });
    const excluded = await fresh.excluded(model, 0);
    expect([...excluded].sort()).toEqual(tickets.slice(2, 36).map(({ ticketId }) => ticketId));
  });

  it('are all that the only agent of a desk gives, and none once another has labelled there', async () => {
    const team = readerWith('team');
    await labelled(...Array<string>(30).fill('a'));
    await database.sql.execute(`UPDATE monitor.example_labels SET author_id = 'ann'`);
    expect(await team.read(model, 0)).toMatchObject({ have: 30, given: 30, judged: 30, withheld: undefined });
    expect([...(await team.excluded(model, 0))]).toEqual([]);
    await countAuthors(database.sql, [{ source: 'agent', author: { id: 'bob', role: 'agent' } }]);
    const withheld = expect.stringContaining('30 of 30 fresh labels do not count');
    expect(await team.read(model, 0)).toMatchObject({ have: 0, given: 30, withheld });
    expect((await team.excluded(model, 0)).size).toBe(30);
  });

  it('must be more when they show as few errors as the champion’s test', async () => {
    await labelled(...Array<string>(18).fill('a'), 'b', 'b');
    expect(await fresh.read(model, 0)).toMatchObject({ have: 20, need: 80 });
  });
});
