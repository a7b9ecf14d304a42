import {
  type Author,
  type SnapshotManifest,
  snapshotManifestSchema,
  type TrainingEvaluation,
  trainingEvaluationSchema,
  type TrainingProgress,
  type TrainingRun,
} from '@driftdesk/contracts';
import { DATABASE, type Database, newestFirst, type Prisma } from '@driftdesk/database';
import type { WrittenSnapshot } from '@driftdesk/delivery';
import { decodeSerialCursor, encodeSerialCursor, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { countLabelsEver } from '../examples/label-authors.js';
import type { Exclusions } from './exclusions.js';

type Row = Prisma.TrainingRunGetPayload<object>;

/** How far a run is. */
export interface RunProgress extends Omit<TrainingProgress, 'stage'> {
  readonly stage: NonNullable<TrainingRun['stage']>;
}

/** What a training learns from. Two that learn from the same make the same. */
export interface Learned {
  /** Digest of the snapshot. */
  readonly snapshot: string;
  /** Digest of what else decides what comes of it. */
  readonly conditions: string;
  /** How much there is to learn from: where it has not changed, the snapshot is the same. */
  readonly inputs: string;
}

const deskEnded = 'The desk ended while this run was going on; start another one.';

/** Training runs, from queued to trained or failed. */
@Injectable()
export class TrainingRunStore {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Queues a run; while one of the model waits already, that one is given: it will learn the same. */
  async queue(model: string, author: Author, { force = false } = {}): Promise<TrainingRun> {
    const { trainingRun } = this.database.prisma;
    const data = { id: uuidv7(), model, status: 'queued', authorId: author.id, authorRole: author.role, forced: force };
    // The index on waiting runs decides, so that two who ask at once get one run.
    await trainingRun.createMany({ data: [{ ...data, createdAt: new Date() }], skipDuplicates: true });
    const queued = await trainingRun.findFirst({ where: { model, status: 'queued' } });
    if (queued === null) return this.get(data.id);
    if (force && !queued.forced) await trainingRun.update({ where: { id: queued.id }, data: { forced: true } });
    return toRun(queued);
  }

  /** Queues a rollout's run, or makes the one that waits already the rollout's. @returns its id */
  async queueFor(model: string, rolloutId: string, author: Author): Promise<string> {
    const { trainingRun } = this.database.prisma;
    const own = await trainingRun.findFirst({ where: { rolloutId, status: { in: ['queued', 'running'] } } });
    if (own !== null) return own.id;
    const { id } = await this.queue(model, author);
    await trainingRun.update({ where: { id }, data: { rolloutId } });
    return id;
  }

  /** How its version and the champion did on the same rows. */
  async evaluation(id: string): Promise<TrainingEvaluation | undefined> {
    const row = await this.database.prisma.trainingRun.findUnique({ where: { id }, select: { evaluation: true } });
    return row?.evaluation == null ? undefined : trainingEvaluationSchema.parse(JSON.parse(row.evaluation));
  }

  /** Runs that a rollout has had, without those that had nothing new to learn. */
  attempts(rolloutId: string): Promise<number> {
    return this.database.prisma.trainingRun.count({ where: { rolloutId, repeats: null } });
  }

  /** Notes what a run is about to learn from. */
  async learns(id: string, learned: Partial<Learned>): Promise<void> {
    await this.database.prisma.trainingRun.update({ where: { id }, data: learned });
  }

  /** The newest run that has trained a version on the same, or nothing. `byHand`: runs of rollouts learn another part of it. */
  async trainedOn(model: string, learned: Partial<Learned>, byHand = false): Promise<TrainingRun | undefined> {
    const where = { model, status: 'trained', ...learned, ...(byHand ? { rolloutId: null } : {}) };
    const row = await this.database.prisma.trainingRun.findFirst({ where, orderBy: { sequence: 'desc' } });
    return row === null ? undefined : toRun(row);
  }

  /** How many labels have ever been given. */
  labelsEver(): Promise<number> {
    return countLabelsEver(this.database.sql);
  }

  async isForced(id: string): Promise<boolean> {
    return (await this.database.prisma.trainingRun.findUnique({ where: { id } }))?.forced ?? false;
  }

  /** @throws HttpProblem 404 */
  async get(id: string): Promise<TrainingRun> {
    const row = await this.database.prisma.trainingRun.findUnique({ where: { id } });
    if (row === null) throw notFound('training run');
    return toRun(row);
  }

  /** Newest first. */
  async list({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
    const { trainingRun } = this.database.prisma;
    const page = { before: decodeSerialCursor(cursor), limit };
    const { rows, next } = await newestFirst(page, (query) => trainingRun.findMany(query));
    return { items: rows.map(toRun), nextCursor: encodeSerialCursor(next) };
  }

  /** Starts the run that has waited longest; nothing when none waits. */
  async startNext(): Promise<TrainingRun | undefined> {
    const { trainingRun } = this.database.prisma;
    const next = await trainingRun.findFirst({ where: { status: 'queued' }, orderBy: { sequence: 'asc' } });
    if (next === null) return undefined;
    const data = { status: 'running', stage: 'collect', startedAt: new Date(), reason: null };
    return toRun(await trainingRun.update({ where: { id: next.id }, data }));
  }

  async progress(id: string, { stage, done, total }: RunProgress): Promise<void> {
    await this.database.prisma.trainingRun.update({ where: { id }, data: { stage, done, total } });
  }

  async collected(id: string, { examples, digest }: WrittenSnapshot, excluded: Exclusions): Promise<void> {
    const manifest: SnapshotManifest = { trainingRun: id, digest, examples, excluded };
    const data = { examples, manifest: JSON.stringify(manifest) };
    await this.database.prisma.trainingRun.update({ where: { id }, data });
  }

  /** What a run's snapshot was made of. @throws HttpProblem 404 when there is no such run, or no snapshot of it yet */
  async manifest(id: string): Promise<SnapshotManifest> {
    const row = await this.database.prisma.trainingRun.findUnique({ where: { id }, select: { manifest: true } });
    if (row?.manifest == null) throw notFound('snapshot');
    return snapshotManifestSchema.parse(JSON.parse(row.manifest));
  }

  /** @returns false when the run had been ended meanwhile, as by the methods below */
  trained(id: string, version: string, evaluation: TrainingEvaluation): Promise<boolean> {
    return this.end(id, { status: 'trained', version, evaluation: JSON.stringify(evaluation) });
  }

  /** `repeats`: the run that had learned the same. */
  failed(id: string, reason: string, repeats?: string): Promise<boolean> {
    return this.end(id, { status: 'failed', reason, repeats: repeats ?? null });
  }

  interrupted(id: string, reason = deskEnded): Promise<boolean> {
    return this.end(id, { status: 'interrupted', reason });
  }

  /** Puts a run that could not go on back to those that wait; where another of its model waits already, that one goes on for it. */
  async putBack(id: string, reason: string): Promise<void> {
    await this.database.sql.execute(
      `UPDATE monitor.training_runs run
       SET reason = $2, stage = NULL, done = NULL, total = NULL, status = 'queued', started_at = NULL
       WHERE run.id = $1::uuid AND run.status = 'running' AND NOT EXISTS (
         SELECT FROM monitor.training_runs other WHERE other.model = run.model AND other.status = 'queued')`,
      ...[id, reason],
    );
    await this.interrupted(id, reason);
  }

  /** Cancels a run that waits or goes on: it ends here and now, whatever is at work on it. */
  cancelled(id: string): Promise<boolean> {
    return this.end(id, { status: 'cancelled', reason: 'Cancelled by hand.' }, ['queued', 'running']);
  }

  /** Ends runs that a process which was killed left. */
  async allInterrupted(): Promise<void> {
    const data = { status: 'interrupted', reason: deskEnded, finishedAt: new Date() };
    await this.database.prisma.trainingRun.updateMany({ where: { status: 'running' }, data });
  }

  /** The first ending of a run holds. */
  private async end(id: string, outcome: Prisma.TrainingRunUpdateInput, from = ['running']): Promise<boolean> {
    const where = { id, status: { in: from } };
    const data = { ...outcome, finishedAt: new Date() };
    return (await this.database.prisma.trainingRun.updateMany({ where, data })).count > 0;
  }
}

function toRun(row: Row): TrainingRun {
  const { id, model, done, total } = row;
  return {
    id,
    model,
    status: row.status as TrainingRun['status'],
    stage: (row.stage ?? undefined) as TrainingRun['stage'],
    progress: done === null || total === null ? undefined : { done, total },
    examples: row.examples ?? undefined,
    version: row.version ?? undefined,
    reason: row.reason ?? undefined,
    repeats: row.repeats ?? undefined,
    rolloutId: row.rolloutId ?? undefined,
    requestedBy: { id: row.authorId, role: row.authorRole as Author['role'] },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString(),
    finishedAt: row.finishedAt?.toISOString(),
  };
}
