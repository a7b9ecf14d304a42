import { modelRejected } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { createMetrics, type Metrics } from '@driftdesk/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newsOf, RolloutMoves } from './rollout-moves.js';
import { reach } from './rollout-record.js';
import { RolloutStore } from './rollout-store.js';

const id = '018f4f7e-0000-7000-8000-000000000001';
const beginning = {
  ...{ id, model: 'triage', correlationId: id, reportId: null, champion: 'v-1', sinceSequence: 0 },
  stations: { drifted: '2026-01-01T00:00:00.000Z', detected: '2026-01-01T00:10:00.000Z' },
};
const at = (minute: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + minute * 60_000);

describe('the moves of a rollout', () => {
  let database: Database;
  let rollouts: RolloutStore;
  let metrics: Metrics;
  let moves: RolloutMoves;
  beforeAll(async () => {
    database = await openPglite();
    rollouts = new RolloutStore(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.sql.execute('TRUNCATE monitor.rollouts, messaging.events');
    metrics = createMetrics();
    moves = new RolloutMoves(rollouts, database, metrics);
  });

  const begin = async () => (await database.transaction((sql) => moves.begin(sql, beginning)))();
  /** A metric's lines without those of buckets, comments and zeros. */
  const shown = async (name: string) =>
    (await metrics.registry.getSingleMetricAsString(`driftdesk_${name}`))
      .split('\n')
      .filter((line) => line.startsWith('driftdesk_') && !line.includes('_bucket{') && !line.endsWith(' 0'))
      .map((line) => line.replace('driftdesk_', ''));

  it('are counted once in each status and at each station, when they are committed', async () => {
    await begin();
    // The same drift again begins nothing.
    await begin();
    await moves.move(await rollouts.get(id), {
      status: 'training',
      stations: reach((await rollouts.get(id)).stations, 'labelled', at(30)),
    });
    await moves.move(await rollouts.get(id), { status: 'watching' });
    await moves.move(await rollouts.get(id), { stations: reach((await rollouts.get(id)).stations, 'serving', at(31)) });
    await moves.move(await rollouts.get(id), { watch: { tickets: 1, labels: 0, verdict: 'watching' } });
    expect(await shown('rollouts_total')).toEqual([
      'rollouts_total{status="waiting_labels"} 1',
      'rollouts_total{status="training"} 1',
      'rollouts_total{status="watching"} 1',
    ]);
    expect(await shown('rollout_seconds')).toEqual([
      'rollout_seconds_sum{station="detected"} 600',
      'rollout_seconds_count{station="detected"} 1',
      'rollout_seconds_sum{station="labelled"} 1200',
      'rollout_seconds_count{station="labelled"} 1',
      'rollout_seconds_sum{station="serving"} 60',
      'rollout_seconds_count{station="serving"} 1',
    ]);
    expect(await shown('drift_to_serving_seconds')).toEqual([
      'drift_to_serving_seconds_sum 1860',
      'drift_to_serving_seconds_count 1',
    ]);
    expect(await metrics.registry.metrics()).toContain('driftdesk_drift_to_serving_seconds_bucket{le="3600"} 1');
  });

  it('commit with their events, all or nothing', async () => {
    await begin();
    const rollout = await rollouts.get(id);
    const trainingRunId = '018f4f7e-0000-7000-8000-000000000003';
    const news = newsOf(rollout, modelRejected, { version: 'v-2', trainingRunId, reasons: ['Worse.'] });
    const broken = { ...rollout, id: 'no uuid' };
    await expect(
      moves.moveAll(
        [
          [rollout, { status: 'rejected' }],
          [broken, { status: 'kept' }],
        ],
        news,
      ),
    ).rejects.toThrow();
    expect((await rollouts.get(id)).status).toBe('waiting_labels');
    expect(await shown('rollouts_total')).toEqual(['rollouts_total{status="waiting_labels"} 1']);
    expect(await database.sql.query('SELECT 1 FROM messaging.events')).toEqual([]);
    await moves.move(rollout, { status: 'rejected' }, news);
    expect(await database.sql.query('SELECT topic, key, correlation_id AS "of" FROM messaging.events')).toEqual([
      { topic: 'models.rejected.v1', key: 'triage', of: id },
    ]);
  });
});
