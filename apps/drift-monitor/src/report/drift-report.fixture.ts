import type { DriftReport } from '@driftdesk/contracts';

const ticket = (n: number) => `018f4f7e-0000-7000-8000-${String(n).padStart(12, '0')}`;

type Test = DriftReport['tests'][number];
const test = (name: string, pValue: number, threshold: number, detail: Test['detail'] = {}): Test => ({
  ...{ name, statistic: 0.4, pValue, threshold, drifted: pValue <= threshold, detail },
});

/** A report of drift, with everything in it. `word`: a term, a label and a language. */
export function driftReport(word = 'rover'): DriftReport {
  const counts = [
    { category: 'network', reference: 90, current: 50 },
    { category: word, reference: 10, current: 50 },
  ];
  return {
    id: ticket(1),
    model: 'ticket-triage',
    version: 'v-123456789abc',
    status: 'drift',
    trigger: 'observations',
    summary: `Drift in 100 tickets: softmax (p = 3.0e-7). New words: ${word}.`,
    createdAt: '2026-03-02T12:30:00.000Z',
    milliseconds: 321,
    correlationId: 'c-1',
    alpha: 0.0125,
    firstDriftedAt: '2026-03-02T06:30:00.000Z',
    reference: {
      ...{ from: 1, to: 100, tickets: 100 },
      ...{ since: '2026-02-20T08:00:00.000Z', until: '2026-02-22T08:00:00.000Z' },
    },
    current: {
      ...{ from: 301, to: 400, tickets: 100 },
      ...{ since: '2026-03-02T07:00:00.000Z', until: '2026-03-02T12:00:00.000Z' },
    },
    tests: [
      test('softmax', 3e-7, 0.0075),
      test('embedding-cells', 0, 0.0025),
      test('label-mix', 0.2, 0.001, { heads: [{ head: 'queue', psi: 0.89, counts }] }),
      test('language-mix', 0.3, 0.0005, { psi: 0.05, counts }),
      test('text-length', 0.4, 0.0005, { before: 41.26, after: 12.5 }),
      test('unseen-words', 0.5, 0.0005, { before: 0.111, after: 0.52 }),
    ],
    feedback: { labels: 143, errorRate: 0.24, statistic: 9.814, threshold: 11.2, drifted: false },
    rootCause: {
      auc: 0.874,
      tickets: Array.from({ length: 25 }, (_, n) => ({ ticketId: ticket(100 + n), score: 0.99 - n / 100 })),
      terms: [
        { term: word, z: 7.5, currentCount: 41, referenceCount: 3 },
        { term: 'vpn', z: -4.5, currentCount: 5, referenceCount: 37 },
      ],
      labels: [{ head: 'queue', label: word, referenceShare: 0.1, currentShare: 0.5 }],
      withoutTickets: { removed: 24, drifted: false, tests: [test('softmax', 0.0079, 0.0075)] },
    },
    rolloutId: ticket(2),
  };
}
