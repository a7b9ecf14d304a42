import { type Database, openPglite } from '@driftdesk/database';
import type { RegisteredVersion } from '@driftdesk/registry';
import { createRandom } from '@driftdesk/ml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Analysis } from '../analysis/analysis.js';
import { AgentLabelReader } from '../examples/agent-labels.js';
import type { AuthorShare } from '../examples/cap-authors.js';
import { countAuthors } from '../examples/label-authors.js';
import { idOf, insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import { ObservationReader } from '../observations/observation-reader.js';
import type { DriftMonitorOptions } from '../options.js';
import type { DriftState } from './drift-state-store.js';
import { FeedbackJudge } from './feedback-judge.js';

const model = 'triage';
const hour = (n: number) => new Date(Date.UTC(2026, 0, 1, n));
const champion = {
  reference: { version: 'v-1' },
  card: { heads: [{ name: 'queue', abstains: true }] },
} as unknown as RegisteredVersion;
const state = { version: 'v-1' } as DriftState;
const analysis = new Analysis();
let database: Database;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(async () => {
  await analysis.onApplicationShutdown();
  await database.close();
});
const planted = 'monitor.observations, monitor.example_labels, monitor.label_authors';
beforeEach(() => database.sql.execute(`TRUNCATE ${planted} RESTART IDENTITY`));

/** What agents say of a stretch of tickets: the share that is wrong, and whom they label. */
interface Played {
  readonly tickets: number;
  readonly wrong: number;
  readonly blind?: boolean;
  readonly labels?: (ticket: { readonly wrong: boolean; readonly blind: boolean }) => boolean;
}

/** A ticket an hour, each labelled at once; every fifth is of the blind sample. */
async function played(parts: readonly Played[], authorOf?: (n: number) => string): Promise<void> {
  const random = createRandom(11);
  const tickets = parts.flatMap(({ tickets: count, wrong, labels = () => true }) =>
    Array.from({ length: count }, (_, n) => {
      const ticket = { wrong: random() < wrong, blind: n % 5 === 0 };
      return { ...ticket, labelled: labels(ticket) };
    }),
  );
  const rows = tickets.map((ticket, n) => ({ ...ticket, ticketId: idOf(n), version: 'v-1', at: hour(n) }));
  await insertTestTickets(
    database.sql,
    model,
    rows.map((row) => ({ ...row, labels: { queue: 'a' } })),
  );
  await insertTestLabels(
    database.sql,
    'queue',
    rows.flatMap(({ labelled, wrong, ...row }, n) =>
      labelled
        ? [{ ...row, label: wrong ? 'b' : 'a', ...(authorOf === undefined ? {} : { authorId: authorOf(n) }) }]
        : [],
    ),
  );
}

function judge(more: Partial<DriftState> = {}, authorShare: AuthorShare = 0.1) {
  const options = { rules: { authorShare } } as unknown as DriftMonitorOptions;
  const labels = new AgentLabelReader(database);
  const judging = new FeedbackJudge(labels, new ObservationReader(database), analysis, () => hour(2_000), options);
  return judging.judge(model, champion, { ...state, ...more }, 0.25);
}

describe('what labels say of a champion', () => {
  it('is drift when it errs more often, by the blind sample', async () => {
    await played([
      { tickets: 500, wrong: 0.1 },
      { tickets: 500, wrong: 0.5 },
    ]);
    const found = await judge();
    expect(found.feedback).toMatchObject({ drifted: true, sample: 'blind', labels: 200 });
    expect(found.feedbackSince).toBeGreaterThan(250);
    expect(found.feedbackThrough).toBe(1_000);
    expect((await judge({ feedbackThrough: found.feedbackThrough })).feedback).toBeUndefined();
  });

  it('is no drift when agents label only what is wrong from now on, but for the blind sample', async () => {
    await played([
      { tickets: 500, wrong: 0.1 },
      { tickets: 1_000, wrong: 0.1, labels: ({ wrong, blind }) => wrong || blind },
    ]);
    expect((await judge()).feedback).toMatchObject({ drifted: false, sample: 'blind', labels: 300 });
  });

  it('is no drift when nobody labels the blind sample, and only what is wrong from now on', async () => {
    await played([
      { tickets: 500, wrong: 0.1, labels: ({ blind }) => !blind },
      { tickets: 1_000, wrong: 0.1, labels: ({ wrong, blind }) => wrong && !blind },
    ]);
    expect((await judge()).feedback).toMatchObject({ drifted: false, sample: 'all' });
  });

  it('does not take the wrong ones of the blind sample for the sample', async () => {
    await played([
      { tickets: 500, wrong: 0.1 },
      { tickets: 3_000, wrong: 0.1, labels: ({ wrong }) => wrong },
    ]);
    expect((await judge()).feedback).toMatchObject({ drifted: false, sample: 'all' });
  });

  it('is drift by all labels when too few of the sample are there', async () => {
    await played([
      { tickets: 300, wrong: 0.1, labels: ({ blind }) => !blind },
      { tickets: 200, wrong: 0.5, labels: ({ blind }) => !blind },
    ]);
    expect((await judge()).feedback).toMatchObject({ drifted: true, sample: 'all' });
  });

  it('gives no author more than their share', async () => {
    // The last 200 are all one author's, and all wrong: 33 are a tenth of what counts, and would be a rise.
    const parts = [
      { tickets: 300, wrong: 0.1 },
      { tickets: 200, wrong: 1 },
    ];
    await played(parts, (n) => (n < 300 ? `agent ${Math.floor(n / 5) % 20}` : 'mallory'));
    const { feedback } = await judge();
    expect(feedback).toMatchObject({ drifted: false, labels: 333, sample: 'all' });
    await database.sql.execute(
      `UPDATE monitor.example_labels SET author_id = 'agent ' || observed / 5 % 20 WHERE author_id = 'mallory'`,
    );
    expect((await judge()).feedback).toMatchObject({ drifted: true });
  });

  it('counts for what the only agent of a desk says, until another has labelled there', async () => {
    const parts = [
      { tickets: 500, wrong: 0.1 },
      { tickets: 500, wrong: 0.5 },
    ];
    await played(parts, () => 'ann');
    expect((await judge({}, 'team')).feedback).toMatchObject({ drifted: true, sample: 'blind', labels: 200 });
    await countAuthors(database.sql, [{ source: 'agent', author: { id: 'bob', role: 'agent' } }]);
    expect((await judge({}, 'team')).feedback).toBeUndefined();
  });

  it('takes labels from before there were accounts for no second author', async () => {
    const parts = [
      { tickets: 500, wrong: 0.1 },
      { tickets: 500, wrong: 0.5 },
    ];
    await played(parts, (n) => (n < 50 ? 'local' : 'ann'));
    expect((await judge({}, 'team')).feedback).toMatchObject({ drifted: true, sample: 'blind', labels: 200 });
  });

  it('reads a bounded number of labels, and passes them when they are quiet', async () => {
    await database.sql.execute(
      `INSERT INTO monitor.example_labels (ticket_id, head, label, source, author_id, author_role, labelled_at, model, version,
              observed, blind, training, wrong, lead)
       SELECT gen_random_uuid(), 'queue', 'a', 'agent', 'local', 'admin', $2::timestamptz, $1, 'v-1', n, false, true, n % 10 = 0, true
       FROM generate_series(1, 5000) AS n`,
      ...[model, hour(0)],
    );
    const first = await judge();
    expect(first.feedback).toMatchObject({ drifted: false, labels: 4_096 });
    const second = await judge({ feedbackThrough: first.feedbackThrough });
    expect(second).toMatchObject({ feedback: { labels: 904 }, feedbackThrough: undefined });
  });
});
