import type { TrainingEvaluation } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TrainingRunStore } from './training-run-store.js';

const evaluation: TrainingEvaluation = {
  champion: null,
  holdout: 'permanent',
  heads: [],
  rows: [],
  latencyMs: { candidate: 1, champion: null },
  modelBytes: { candidate: 1, champion: null },
};
const author = { id: 'ada', role: 'agent' } as const;
let database: Database;
let runs: TrainingRunStore;
beforeAll(async () => {
  database = await openPglite();
  runs = new TrainingRunStore(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql.execute('DELETE FROM monitor.training_runs'));

describe('training runs', () => {
  it('wait in order, one a model; a running one does not stand for one that waits', async () => {
    const [first, again] = await Promise.all([runs.queue('triage', author), runs.queue('triage', author)]);
    const other = await runs.queue('other', author);
    expect(again.id).toBe(first.id);
    expect(await runs.startNext()).toMatchObject({ id: first.id, status: 'running', stage: 'collect' });
    const later = await runs.queue('triage', author);
    expect(later.id).not.toBe(first.id);
    // One at a time, whoever starts it.
    await expect(runs.startNext()).rejects.toThrow();
    await runs.trained(first.id, 'v-1', evaluation);
    expect((await runs.startNext())?.id).toBe(other.id);
    await runs.failed(other.id, 'no');
    expect((await runs.startNext())?.id).toBe(later.id);
    await runs.allInterrupted();
    expect(await runs.startNext()).toBeUndefined();
    const page = await runs.list({ limit: 2 });
    expect(page.items.map(({ id, status }) => [id, status])).toEqual([
      [later.id, 'interrupted'],
      [other.id, 'failed'],
    ]);
    const rest = await runs.list({ limit: 2, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ id: first.id, status: 'trained', version: 'v-1' }], nextCursor: null });
    expect(await runs.evaluation(first.id)).toEqual(evaluation);
    expect(await runs.evaluation(other.id)).toBeUndefined();
  });

  it('tell how far they are', async () => {
    const { id } = await runs.queue('triage', author);
    await runs.startNext();
    const excluded = [{ reason: 'no_consent' as const, count: 1, ticketIds: [id] }];
    await expect(runs.manifest(id)).rejects.toMatchObject({ status: 404 });
    await runs.collected(id, { examples: 70, digest: 'a'.repeat(64) }, excluded);
    expect(await runs.manifest(id)).toMatchObject({ examples: 70, excluded });
    await runs.progress(id, { stage: 'embed', done: 5, total: 70 });
    expect(await runs.get(id)).toMatchObject({ examples: 70, stage: 'embed', progress: { done: 5, total: 70 } });
    expect(await runs.get(id)).toMatchObject({ requestedBy: author, startedAt: expect.any(String) });
    await expect(runs.get('018f4f7e-0000-7000-8000-00000000ffff')).rejects.toMatchObject({ status: 404 });
  });
});
