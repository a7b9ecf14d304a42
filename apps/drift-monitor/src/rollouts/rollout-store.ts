import { DATABASE, type Database, newestFirst, type Prisma, type Sql } from '@driftdesk/database';
import { decodeSerialCursor, encodeSerialCursor, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { RolloutChange, RolloutRecord } from './rollout-record.js';

type Row = Prisma.StoredRolloutGetPayload<object>;

/** What a rollout begins with. */
export type RolloutBeginning = Pick<
  RolloutRecord,
  'id' | 'model' | 'correlationId' | 'reportId' | 'champion' | 'sinceSequence' | 'stations'
>;

/** Before a version serves. */
const openStatuses = ['waiting_labels', 'training', 'validating', 'proposed', 'promoting'];

/** Rollouts: at most one of a model is open, and at most one is watched. */
@Injectable()
export class RolloutStore {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws HttpProblem 404 */
  async get(id: string): Promise<RolloutRecord> {
    const row = await this.database.prisma.storedRollout.findUnique({ where: { id } });
    if (row === null) throw notFound('rollout');
    return toRecord(row);
  }

  /** The id of the model's rollout that has not come to a promotion yet. */
  async openOf(model: string): Promise<string | undefined> {
    const where = { model, status: { in: openStatuses } };
    return (await this.database.prisma.storedRollout.findFirst({ where, select: { id: true } }))?.id;
  }

  /** Those that still have something to do, oldest first. */
  async unfinished(model: string): Promise<RolloutRecord[]> {
    const where = { model, status: { in: [...openStatuses, 'watching'] } };
    const rows = await this.database.prisma.storedRollout.findMany({ where, orderBy: { sequence: 'asc' } });
    return rows.map(toRecord);
  }

  /** The stations of a model's rollouts whose version came to be promoted, newest first. */
  async promotedStations(model: string, limit: number): Promise<RolloutRecord['stations'][]> {
    const rows = await this.database.prisma.storedRollout.findMany({
      where: { model, status: { in: ['watching', 'kept', 'rolled_back'] } },
      orderBy: { sequence: 'desc' },
      take: limit,
      select: { stations: true },
    });
    return rows.map(({ stations }) => JSON.parse(stations) as RolloutRecord['stations']);
  }

  /** The model's newest. */
  async latest(model: string): Promise<RolloutRecord | undefined> {
    const row = await this.database.prisma.storedRollout.findFirst({
      where: { model },
      orderBy: { sequence: 'desc' },
    });
    return row === null ? undefined : toRecord(row);
  }

  /** Newest first. */
  async list(query: {
    cursor?: string | undefined;
    limit: number;
    model?: string | undefined;
    status?: string | undefined;
  }) {
    const { cursor, limit, ...wanted } = query;
    const filters = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const { rows, next } = await newestFirst({ before: decodeSerialCursor(cursor), limit }, ({ where, ...page }) =>
      this.database.prisma.storedRollout.findMany({ where: { ...filters, ...where }, ...page }),
    );
    return { items: rows.map(toRecord), nextCursor: encodeSerialCursor(next) };
  }

  /** Begins a rollout in the caller's transaction. @returns false when it has begun already */
  async begin(sql: Sql, rollout: RolloutBeginning): Promise<boolean> {
    const inserted = await sql.execute(
      `INSERT INTO monitor.rollouts (id, model, status, correlation_id, report_id, champion, since_sequence, stations,
              created_at, updated_at)
       VALUES ($1::uuid, $2, 'waiting_labels', $3, $4::uuid, $5, $6::bigint, $7, now(), now()) ON CONFLICT DO NOTHING`,
      rollout.id,
      rollout.model,
      rollout.correlationId,
      rollout.reportId,
      rollout.champion,
      rollout.sinceSequence,
      JSON.stringify(rollout.stations),
    );
    return inserted > 0;
  }

  /** Changes a rollout in the caller's transaction. */
  async change(sql: Sql, id: string, change: RolloutChange): Promise<void> {
    // Another status is another step: what failed before does not count against it.
    const moved = change.status === undefined ? change : { stepFailures: 0, stepFailure: null, ...change };
    const columns = Object.entries(moved).map(([name, value]) => [
      columnOf[name as keyof RolloutChange],
      encode(value),
    ]);
    const sets = columns.map(([column], at) => `"${column}" = $${at + 2}${typeOf[column as string] ?? ''}`);
    await sql.execute(
      `UPDATE monitor.rollouts SET ${[...sets, 'updated_at = now()'].join(', ')} WHERE id = $1::uuid`,
      id,
      ...columns.map(([, value]) => value),
    );
  }
}

const columnOf: Readonly<Record<keyof RolloutChange, string>> = {
  status: 'status',
  trainingRunId: 'training_run_id',
  version: 'version',
  reason: 'reason',
  gates: 'gates',
  replay: 'replay',
  watch: 'watch',
  stations: 'stations',
  stepFailures: 'step_failures',
  stepFailure: 'step_failure',
  learnedLabels: 'learned_labels',
  labelledThrough: 'labelled_through',
};

const typeOf: Readonly<Record<string, string>> = {
  training_run_id: '::uuid',
  step_failures: '::int',
  learned_labels: '::bigint',
  labelled_through: '::bigint',
};

const encode = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
const decode = <Value>(text: string | null) => (text === null ? null : (JSON.parse(text) as Value));

function toRecord(row: Row): RolloutRecord {
  return {
    ...row,
    status: row.status as RolloutRecord['status'],
    sinceSequence: Number(row.sinceSequence),
    learnedLabels: row.learnedLabels === null ? null : Number(row.learnedLabels),
    labelledThrough: row.labelledThrough === null ? null : Number(row.labelledThrough),
    gates: decode(row.gates),
    replay: decode(row.replay),
    watch: decode(row.watch),
    stations: JSON.parse(row.stations) as RolloutRecord['stations'],
  };
}
