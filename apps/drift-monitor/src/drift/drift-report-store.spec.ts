import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftReport } from '../report/drift-report.fixture.js';
import { DriftReportStore, insertDriftReport } from './drift-report-store.js';

const id = (n: number) => `018f4f7e-0000-7000-8000-00000000010${n}`;
const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();
let database: Database;
let store: DriftReportStore;
// The clock goes back by two days after the second one.
beforeAll(async () => {
  database = await openPglite();
  store = new DriftReportStore(database);
  for (const [at, createdAt] of [day(5), day(6), day(4), day(5)].entries()) {
    const report = { ...driftReport(), id: id(at), createdAt, status: at === 1 ? 'no_drift' : 'drift' } as const;
    await insertDriftReport(database.sql, report);
  }
});
afterAll(() => database.close());

describe('drift reports', () => {
  it('are in the order in which they were written, whatever the clock said', async () => {
    const { model } = driftReport();
    expect((await store.latest(model))?.id).toBe(id(3));
    const first = await store.list({ limit: 2 });
    expect(first.items.map((report) => report.id)).toEqual([id(3), id(2)]);
    const second = await store.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map((report) => report.id)).toEqual([id(1), id(0)]);
    expect(second.nextCursor).toBeNull();
    expect((await store.list({ limit: 2, status: 'no_drift' })).items.map((report) => report.id)).toEqual([id(1)]);
    const history = await store.history(await store.get(id(2)), 10);
    expect(history.map((report) => JSON.parse(report).id)).toEqual([id(2), id(1), id(0)]);
    expect(await store.countOfMonth(model, new Date(day(20)))).toBe(4);
    expect(await store.countOfMonth(model, new Date(day(36)))).toBe(1);
  });
});
