import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { requesterErased, ticketConsentChanged, ticketLabelled, type TrainingRun } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { runTraining, type WrittenSnapshot } from '@driftdesk/delivery';
import { systemIdentity } from '@driftdesk/governance';
import { countUnread, hasUnhandled, readEnd } from '@driftdesk/messaging';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ExampleReader } from '../examples/example-reader.js';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import { consumer } from '../examples/consumer.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { composeExamples, headsOnDemo } from './compose-examples.js';
import { ExclusionReader } from './exclusions.js';
import { ProgressLog } from './progress-log.js';
import { TrainingRunStore } from './training-run-store.js';

/** How often it looks whether all labels have arrived. */
const lookMs = 100;

/** Trains one run after the other, each in the trainer's process. */
@Injectable()
export class TrainingRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private working: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();
  private running: { readonly id: string; readonly cancelled: AbortController } | undefined;
  private ended: (model: string) => void = () => undefined;

  constructor(
    private readonly runs: TrainingRunStore,
    private readonly examples: ExampleReader,
    private readonly fresh: FreshLabelReader,
    private readonly exclusions: ExclusionReader,
    private readonly rollouts: RolloutStore,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** What a process that was killed left is ended and swept away; what it had queued is trained. */
  async onApplicationBootstrap(): Promise<void> {
    await this.runs.interrupted();
    await this.sweep();
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  /** Resolves when what has been begun so far is done. */
  get work(): Promise<void> {
    return this.working;
  }

  /** Trains what is queued, after what is being trained. */
  wake(): void {
    this.working = this.working.then(() => this.trainQueued());
  }

  /** Runs `work` while no training does. */
  between(work: () => Promise<void>): Promise<void> {
    const done = this.working.then(work);
    this.working = done.catch(() => undefined);
    return done;
  }

  private async trainQueued(): Promise<void> {
    try {
      while (!this.ending.signal.aborted) {
        const run = await this.runs.startNext();
        if (run === undefined) return;
        await this.execute(run);
      }
    } catch (error) {
      this.logger.error({ err: error }, 'training runs could not be read or written');
    }
  }

  private async execute(run: TrainingRun): Promise<void> {
    const folder = join(this.options.trainingFolder, run.id);
    const outcome = await this.train(run, folder).catch((error: Error) => this.brokeOff(run, error));
    await rm(folder, { recursive: true, force: true });
    const cancelled = this.running?.id === run.id && this.running.cancelled.signal.aborted;
    this.running = undefined;
    if (outcome.status === 'trained') await this.runs.trained(run.id, outcome.version, outcome.evaluation);
    else if (cancelled) await this.runs.cancelled(run.id);
    else if (this.ending.signal.aborted) await this.runs.interrupted();
    else if (outcome.status === 'interrupted') await this.runs.interrupted(outcome.reason);
    else await this.runs.failed(run.id, outcome.reason);
    const { id: trainingRun, model } = run;
    const told = outcome.status === 'trained' ? { version: outcome.version } : { reason: outcome.reason };
    this.logger.info({ trainingRun, model, status: outcome.status, ...told }, 'training run ended');
    this.ended(model);
  }

  /** Is told of each model whose run has ended. */
  onEnded(listener: (model: string) => void): void {
    this.ended = listener;
  }

  /** Ends a run at once, or before it begins. @returns whether there was something to end */
  async cancel(id: string): Promise<boolean> {
    if (await this.runs.cancelQueued(id)) return true;
    if (this.running?.id !== id) return false;
    this.running.cancelled.abort();
    await this.working;
    return true;
  }

  private brokeOff(run: TrainingRun, error: Error) {
    if (!this.ending.signal.aborted) this.logger.error({ err: error, trainingRun: run.id }, 'training run broke off');
    return { status: 'failed' as const, reason: `The run broke off: ${error.message}` };
  }

  private async train(run: TrainingRun, folder: string) {
    const model = this.options.models.get(run.model);
    if (model === undefined) return { status: 'failed' as const, reason: `There is no model ${run.model} any more.` };
    const progress = new ProgressLog((now) => this.runs.progress(run.id, now));
    await this.labelsArrived();
    const spec = await this.registry.withLabels(model.spec);
    const onDemo = headsOnDemo(spec, await this.examples.countOriginals());
    const demo = onDemo.length === 0 ? [] : model.demoExamples();
    const champion = await this.registry.resolve(run.model, 'champion');
    const { own, excluded } = await this.own(run);
    const task = {
      trainingRun: run.id,
      spec,
      examples: composeExamples(spec, own, demo, onDemo),
      champion: champion && {
        directory: await this.registry.fetch(champion.reference),
        digest: champion.reference.digest,
      },
      folder,
      onSnapshot: (snapshot: WrittenSnapshot) => this.runs.collected(run.id, snapshot, excluded),
    };
    const watch = { onProgress: progress.add, signal: this.stopping(run), background: true };
    const result = await runTraining(this.options.trainer, task, watch);
    await progress.written();
    if (result.status !== 'trained') return result;
    await this.runs.progress(run.id, { stage: 'register', done: 0, total: 1 });
    const { version } = await this.registry.register(result.versionFolder);
    await this.registry.nominate(run.model, version, `training run ${run.id}`, systemIdentity);
    return { status: 'trained' as const, version, evaluation: result.evaluation };
  }

  /** What people labelled. In a rollout, what came since the drift is marked, and no author gives too much of it. */
  private async own({ model, rolloutId }: TrainingRun) {
    const since = rolloutId === undefined ? undefined : (await this.rollouts.get(rolloutId)).sinceSequence;
    const overAuthored = since === undefined ? new Set<string>() : await this.fresh.excluded(model, since);
    const excluded = await this.exclusions.now(overAuthored);
    // What the manifest names is what is left out, whatever changes while the examples are read.
    const left = new Set(excluded.flatMap(({ ticketIds }) => ticketIds));
    return { own: this.examples.all(since, left), excluded };
  }

  /** Ends the run's process when the desk ends or somebody cancels the run. */
  private stopping({ id }: TrainingRun): AbortSignal {
    this.running = { id, cancelled: new AbortController() };
    return AbortSignal.any([this.ending.signal, this.running.cancelled.signal]);
  }

  /** Waits for the labels and consents that were said before the run started: they may still be on their way. */
  private async labelsArrived(): Promise<void> {
    const { sql } = this.database;
    const asked = await readEnd(sql, ticketLabelled.topic);
    while (!this.ending.signal.aborted && (await countUnread(sql, consumer, ticketLabelled.topic, asked)) > 0) {
      await pause(lookMs);
    }
    for (const { topic } of [ticketConsentChanged, requesterErased]) {
      while (!this.ending.signal.aborted && (await hasUnhandled(sql, consumer, topic))) await pause(lookMs);
    }
  }

  private async sweep(): Promise<void> {
    const { trainingFolder } = this.options;
    const left = await readdir(trainingFolder).catch(() => []);
    for (const name of left) await rm(join(trainingFolder, name), { recursive: true, force: true });
    await this.registry.removePartial();
  }
}
