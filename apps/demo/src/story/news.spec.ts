import { describe, expect, it } from '@jest/globals';
import type { Situation } from '../desk/situation.js';
import { news } from './news.js';
import { loop, report, rollout } from './situation.fixture.js';

const told = (before: Situation | undefined, now: Situation) =>
  news(before, now).map(({ step, text }) => `${step}: ${text}`);
const run = {
  id: '00000000-0000-7000-8000-000000000003',
  model: 'ticket-triage',
  status: 'running' as const,
  requestedBy: { id: 'monitor', role: 'system' as const },
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('news', () => {
  it('tells each report once, and no cooldown while a rollout is under way', () => {
    const suspected = { ...report, id: '00000000-0000-7000-8000-000000000009', status: 'suspected' as const };
    const before = { loop, reports: [report] };
    expect(told(undefined, before)).toEqual(['compared: No drift in 100 tickets.']);
    expect(told(before, { loop, reports: [report, suspected] })).toEqual(['suspected: No drift in 100 tickets.']);
    expect(told(before, before)).toEqual([]);
    const withoutTickets = { removed: 21, drifted: false, tests: [] };
    const rootCause = { auc: 1, tickets: [], terms: [], labels: [], withoutTickets };
    expect(told(before, { loop, reports: [report, { ...suspected, status: 'drift', rootCause }] })).toEqual([
      'drift: No drift in 100 tickets.',
      `drift: Without the 21 newest-looking tickets there is no alarm. More in GET /v1/drift/reports/${suspected.id}.`,
    ]);
    const cooldown = { ...suspected, status: 'cooldown' as const };
    expect(told({ ...before, rollout }, { loop, reports: [report, cooldown], rollout })).toEqual([]);
  });

  it('tells labels at every tenth of what is needed', () => {
    const having = (have: number) => ({
      loop,
      reports: [],
      rollout: { ...rollout, labels: { have, need: 60, given: have } },
    });
    expect(told(undefined, having(12))).toEqual([
      `rollout: ${rollout.id} is on its way to a better version.`,
      'labels: 12 fresh labels, 60 are needed.',
    ]);
    expect(told(having(12), having(17))).toEqual([]);
    expect(told(having(12), having(18))).toEqual(['labels: 18 fresh labels, 60 are needed.']);
  });

  it('leaves nothing out when several steps happen between two looks', () => {
    const before = { loop, reports: [], rollout };
    const now = {
      loop,
      reports: [],
      run: { ...run, status: 'trained' as const, stage: 'register' as const, version: 'v-new' },
      rollout: {
        ...rollout,
        status: 'watching' as const,
        version: 'v-new',
        labels: undefined,
        gates: [{ gate: { kind: 'size' as const, megabytes: 1 }, passed: true, sentence: 'It is small.' }],
        replay: {
          ...{ from: 1, to: 90, observations: 90, erased: 0, changed: 41, digest: 'd', examples: [] },
          changes: [{ head: 'queue', from: 'access', to: 'building', tickets: 41 }],
        },
        stations: {
          ...rollout.stations,
          labelled: '2026-01-01T00:00:10.000Z',
          promoted: '2026-01-01T00:01:00.000Z',
          serving: '2026-01-01T00:01:01.000Z',
        },
      },
    };
    expect(told(before, now)).toEqual([
      'labels: There are enough.',
      'training: register',
      'training: made v-new, a candidate.',
      'gate: passed  It is small.',
      'replay: Of 90 served tickets, 41 would come out otherwise: access → building 41.',
      'promoted: v-new in place of v-old.',
      'serving: v-new serves, 61 s after the first drifted window was seen.',
    ]);
    const watch = { tickets: 30, labels: 12, error: 1, errorBefore: 0, verdict: 'worse' as const };
    expect(told(now, { ...now, rollout: { ...now.rollout, watch } })).toEqual([
      'watch: 12 labelled tickets: v-new errs on 100 %, the version before would on 0 %: worse.',
    ]);
  });
});
