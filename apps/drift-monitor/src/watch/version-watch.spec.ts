import { type Database, openPglite } from '@driftdesk/database';
import type { Prediction } from '@driftdesk/inference';
import type { Registry } from '@driftdesk/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Analysis } from '../analysis/analysis.js';
import type { RegressionTask, ScoringTask } from '../analysis/analysis.worker.js';
import { AgentLabelReader } from '../examples/agent-labels.js';
import type { AuthorShare } from '../examples/cap-authors.js';
import { countAuthors } from '../examples/label-authors.js';
import { idOf, insertTestLabels, insertTestTickets } from '../observations/observation-rows.fixture.js';
import { ObservationReader } from '../observations/observation-reader.js';
import type { DriftMonitorOptions } from '../options.js';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { findRegression } from './compare-versions.js';
import { VersionWatch } from './version-watch.js';

const model = 'triage';
const promoted = new Date(Date.UTC(2026, 0, 1));
const later = (ms: number) => new Date(promoted.getTime() + ms);
let database: Database;
beforeAll(async () => {
  database = await openPglite();
  const tickets = Array.from({ length: 1_600 }, (_, n) => ({
    ...{ ticketId: idOf(n), version: 'v-2', at: later(n), labels: { queue: 'network' } },
  }));
  for (let from = 0; from < tickets.length; from += 400)
    await insertTestTickets(database.sql, model, tickets.slice(from, from + 400));
});
afterAll(() => database.close());
beforeEach(() => database.sql.execute('TRUNCATE monitor.example_labels, monitor.label_authors'));

const scored: number[] = [];
/** v-2 says network of everything, v-1 printing, as sure. */
const said = { heads: { queue: { label: 'printing', confidence: 0.9 } }, abstained: false } as unknown as Prediction;
const analysis = {
  score: async ({ rows }: ScoringTask) => {
    scored.push(rows.length);
    return rows.map(() => said);
  },
  regression: async ({ tickets, rules }: RegressionTask) => findRegression(tickets, rules),
} as unknown as Analysis;
const card = { heads: [{ name: 'queue', abstains: true, labels: ['network', 'printing'] }] };
const registry = {
  find: async (_: string, version: string) => ({ reference: { name: model, version, digest: 'd' }, card }),
  fetch: async () => '/nowhere',
} as unknown as Registry;

function look(more: { authorShare?: AuthorShare; watch?: RolloutRecord['watch']; at?: Date } = {}) {
  const { authorShare = 0.1, watch = null, at = later(60_000) } = more;
  const options = { rules: { watchLabels: 50, watchHours: 24, authorShare } } as unknown as DriftMonitorOptions;
  const labels = new AgentLabelReader(database);
  const watching = new VersionWatch(new ObservationReader(database), labels, analysis, registry, options);
  const stations = { promoted: promoted.toISOString() };
  const rollout = { model, champion: 'v-1', version: 'v-2', watch, stations, createdAt: promoted };
  return watching.look(rollout as unknown as RolloutRecord, at);
}

const label = (from: number, count: number, what = 'printing', authorId?: (n: number) => string) =>
  insertTestLabels(
    database.sql,
    'queue',
    Array.from({ length: count }, (_, n) => ({
      ...{ ticketId: idOf(from + n), label: what, at: later(10_000 + n) },
      ...(authorId === undefined ? {} : { authorId: authorId(n) }),
    })),
  );

describe('the watch over a version', () => {
  it.each([0, 700, 1_500])('takes back what errs on 60 labelled tickets from the %i. on', async (from) => {
    await label(from, 60);
    expect(await look()).toMatchObject({
      watch: { tickets: 1_000, labels: 60, error: 1, errorBefore: 0, verdict: 'worse' },
      reason: expect.stringContaining('It errs on 60 of 60 labelled tickets, the version before on 0'),
    });
  });

  it('keeps what is right, and counts the labels that it compared', async () => {
    await label(1_500, 55, 'network');
    expect(await look()).toMatchObject({ watch: { labels: 55, error: 0, errorBefore: 1, verdict: 'kept' } });
  });

  it('looks again when another fifth of the labels has come, and at its end', async () => {
    await label(1_400, 9, 'network');
    expect(await look()).toBeUndefined();
    await label(1_500, 1, 'network');
    const first = await look();
    expect(first).toMatchObject({ watch: { labels: 10, verdict: 'watching' } });
    expect(await look({ watch: first?.watch ?? null })).toBeUndefined();
    const day = 25 * 3_600_000;
    expect(await look({ watch: first?.watch ?? null, at: later(day) })).toMatchObject({ watch: { verdict: 'kept' } });
    await database.sql.execute('DELETE FROM monitor.example_labels');
    expect(await look({ at: later(day) })).toMatchObject({ watch: { labels: 0, verdict: 'too_few_labels' } });
  });

  it('looks once for each fifth of the labels, also where tickets were erased before they were labelled', async () => {
    await label(0, 60, 'network');
    const erased = Array.from({ length: 60 }, (_, n) => idOf(n)).filter((_, n) => n % 10 === 0);
    const hide = (text: string) =>
      database.sql.execute('UPDATE monitor.observations SET text = $1 WHERE ticket_id = ANY($2::uuid[])', text, erased);
    await hide('');
    await database.sql.execute('TRUNCATE monitor.example_labels');
    let watch: RolloutRecord['watch'] = null;
    const verdicts: string[] = [];
    for (let given = 0; given < 60; given++) {
      await label(given, 1, 'network');
      // The loop is woken more often than labels come.
      for (const _ of [1, 2]) {
        const found = await look({ watch });
        if (found === undefined || watch?.verdict === 'kept') continue;
        watch = found.watch;
        verdicts.push(`${watch.labels} of ${watch.counted}: ${watch.verdict}`);
      }
    }
    await hide('t');
    expect(verdicts).toEqual([
      ...['9 of 10: watching', '18 of 20: watching', '27 of 30: watching', '36 of 40: watching', '45 of 50: kept'],
    ]);
  });

  it('scores a bounded number of tickets with the version before, each once', async () => {
    scored.length = 0;
    await label(0, 60);
    await look();
    expect(scored.reduce((sum, rows) => sum + rows, 0)).toBe(1_060);
  });

  it('lets no author take a version back alone', async () => {
    await label(0, 60, 'printing', () => 'mallory');
    expect(await look({ at: later(25 * 3_600_000) })).toMatchObject({
      watch: { labels: 0, verdict: 'too_few_labels' },
    });
    // Twenty others find it right on four tickets each: of 60 labels of one author nine count.
    await label(100, 80, 'network', (n) => `agent ${n % 20}`);
    expect(await look()).toMatchObject({ watch: { verdict: 'kept', labels: 88 } });
    // The same from many is what people say.
    await database.sql.execute('DELETE FROM monitor.example_labels');
    await label(300, 80, 'printing', (n) => `agent ${n % 20}`);
    expect(await look()).toMatchObject({ watch: { verdict: 'worse' } });
  });

  it('lets the only agent of a desk take a version back, until another has labelled there', async () => {
    await label(0, 60, 'printing', () => 'ann');
    const alone = { authorShare: 'team', at: later(25 * 3_600_000) } as const;
    expect(await look(alone)).toMatchObject({ watch: { labels: 60, verdict: 'worse' } });
    await countAuthors(database.sql, [{ source: 'agent', author: { id: 'bob', role: 'agent' } }]);
    expect(await look(alone)).toMatchObject({ watch: { labels: 0, verdict: 'too_few_labels' } });
  });

  it('lets the only agent take a version back also where labels from before there were accounts stand beside', async () => {
    await label(0, 12, 'network');
    await label(20, 60, 'printing', () => 'ann');
    expect(await look({ authorShare: 'team' })).toMatchObject({ watch: { labels: 72, verdict: 'worse' } });
  });

  it('lets no agent of a team of two take a version back alone', async () => {
    await label(0, 60, 'printing', () => 'mallory');
    // By these both versions err.
    await label(100, 40, 'access', () => 'bob');
    expect(await look({ authorShare: 'team' })).toMatchObject({ watch: { labels: 80, verdict: 'kept' } });
  });
});
