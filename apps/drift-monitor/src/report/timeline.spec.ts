import { describe, expect, it } from '@jest/globals';
import { driftReport } from './drift-report.fixture.js';
import { timelineOf } from './timeline.js';

describe('the timeline of evaluations', () => {
  it('takes the smallest p in units of its threshold, oldest first, and leaves out what compared nothing', () => {
    const report = driftReport();
    const [softmax, embedding, ...quiet] = report.tests;
    const stored = [
      { ...report, tests: [softmax, ...quiet] },
      { ...report, createdAt: '2026-03-01T00:00:00.000Z', status: 'no_drift', version: 'v-1', tests: quiet },
      { ...report, createdAt: '2026-03-03T00:00:00.000Z', tests: [embedding] },
      { ...report, status: 'too_few', tests: [] },
      { an: 'older format' },
    ];
    expect(timelineOf(stored.map((one) => JSON.stringify(one)))).toEqual([
      { at: '2026-03-01T00:00:00.000Z', status: 'no_drift', version: 'v-1', ratio: 200 },
      { at: report.createdAt, status: 'drift', version: report.version, ratio: expect.closeTo(4e-5) },
      { at: '2026-03-03T00:00:00.000Z', status: 'drift', version: report.version, ratio: 0 },
    ]);
  });
});
