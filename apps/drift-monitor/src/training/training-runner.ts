import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { storeUnavailable, type TrainingRun } from '@driftdesk/contracts';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { type RunOutcome, RunTrainer } from './run-trainer.js';
import { TrainingRunStore } from './training-run-store.js';

/** How often it looks for runs that wait, beside when it is told. */
const lookMs = 60_000;
/** An end that could not be written is written again after this, then after twice as long each time, up to a minute. */
const firstWaitMs = 250;
const longestWaitMs = 60_000;
/** After a run that the store or the disk had no place for, the next one waits so long, then twice as long each time, up to half an hour. */
const firstSpaceMs = 60_000;
const longestSpaceMs = 30 * 60_000;
/** Longest that a cancellation waits for what is at work on the run; the run is cancelled before. */
const cancelMs = 800;

/** The run that is being trained. */
interface RunningRun {
  readonly id: string;
  readonly cancelled: AbortController;
  /** Resolves when nothing works on it any more. */
  readonly ended: Promise<void>;
}

/** Trains one run after the other, each in the trainer's process. */
@Injectable()
export class TrainingRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private working: Promise<void> = Promise.resolve();
  private waiting = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly ending = new AbortController();
  private running: RunningRun | undefined;
  /** While there was no place: how long was waited last, and until when, by the process's monotonic clock. A restart looks at once. */
  private place: { readonly waitMs: number; readonly until: number } | undefined;
  private ended: (model: string) => void = () => undefined;

  constructor(
    private readonly runs: TrainingRunStore,
    private readonly trainer: RunTrainer,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** What a process that was killed left is ended and swept away; what it had queued is trained. */
  async onApplicationBootstrap(): Promise<void> {
    await this.runs.allInterrupted();
    await this.sweep();
    this.timer = setInterval(() => this.wake(), lookMs);
    this.timer.unref();
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await this.working;
  }

  /** Resolves when what has been begun so far is done. */
  get work(): Promise<void> {
    return this.working;
  }

  /** Trains what is queued, after what is being trained. */
  wake(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.working = this.working.then(() => this.trainQueued());
  }

  /** Runs `work` while no training does. */
  between(work: () => Promise<void>): Promise<void> {
    const done = this.working.then(work);
    this.working = done.catch(() => undefined);
    return done;
  }

  /** Is told of each model whose run has ended. */
  onEnded(listener: (model: string) => void): void {
    this.ended = listener;
  }

  /** Cancels a run that waits or goes on, whatever it does just then. @returns whether there was something to end */
  async cancel({ id, model }: Pick<TrainingRun, 'id' | 'model'>): Promise<boolean> {
    if (!(await this.runs.cancelled(id))) return false;
    const running = this.running?.id === id ? this.running : undefined;
    running?.cancelled.abort();
    // The process is killed at once, and its folder goes with it; neither is worth a long wait.
    if (running !== undefined) await Promise.race([running.ended, pause(cancelMs, undefined, { ref: false })]);
    this.ended(model);
    return true;
  }

  private async trainQueued(): Promise<void> {
    this.waiting = false;
    try {
      while (!this.ending.signal.aborted && performance.now() >= (this.place?.until ?? 0)) {
        const run = await this.runs.startNext();
        if (run === undefined) return;
        await this.execute(run);
      }
    } catch (error) {
      this.logger.error({ err: error }, 'training runs could not be read; they are read again');
    }
  }

  private async execute(run: TrainingRun): Promise<void> {
    const cancelled = new AbortController();
    let atEnd: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (atEnd = resolve));
    this.running = { id: run.id, cancelled, ended };
    const folder = join(this.options.trainingFolder, run.id);
    const signal = AbortSignal.any([this.ending.signal, cancelled.signal]);
    const outcome = await this.train(run, folder, signal).catch((error: Error) => this.brokeOff(run, error));
    await this.untilWritten(() => this.end(run, outcome));
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
      this.logger.warn({ err: error, folder }, 'the folder of a training run stays until the next start');
    });
    this.running = undefined;
    atEnd();
    const { id: trainingRun, model } = run;
    const status = cancelled.signal.aborted ? 'cancelled' : outcome.status;
    const told = outcome.status === 'trained' ? { version: outcome.version } : { reason: outcome.reason };
    if (status === 'queued') this.waitForPlace();
    else this.place = undefined;
    this.logger.info(
      { trainingRun, model, status, ...told },
      status === 'queued' ? 'training run waits' : 'training run ended',
    );
    this.ended(model);
  }

  /** A run that takes the last of the disk gives it back when it ends: one try after the other would end the same way. */
  private waitForPlace(): void {
    const waitMs = Math.min(2 * (this.place?.waitMs ?? firstSpaceMs / 2), longestSpaceMs);
    this.place = { waitMs, until: performance.now() + waitMs };
    setTimeout(() => this.wake(), waitMs).unref();
  }

  private async end({ id, model }: TrainingRun, outcome: RunOutcome): Promise<void> {
    if (outcome.status === 'trained') {
      const { version, evaluation } = outcome;
      // Cancelled while it was registered: nobody wants the version.
      if (!(await this.runs.trained(id, version, evaluation)))
        await this.registry.reject(model, version, ['Its training run was cancelled.']);
    } else if (this.ending.signal.aborted) await this.runs.interrupted(id);
    else if (outcome.status === 'queued') await this.runs.putBack(id, outcome.reason);
    else if (outcome.status === 'interrupted') await this.runs.interrupted(id, outcome.reason);
    else await this.runs.failed(id, outcome.reason, outcome.repeats);
  }

  /** A run whose end is not written would hold up all others. */
  private async untilWritten(write: () => Promise<void>): Promise<void> {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        return await write();
      } catch (error) {
        this.logger.error({ err: error }, 'the end of a training run could not be written; it is written again');
        // A process that ends leaves it to the next start.
        if (this.ending.signal.aborted) return;
        await pause(waitMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
      }
    }
  }

  private async train(run: TrainingRun, folder: string, signal: AbortSignal): Promise<RunOutcome> {
    // It may have been cancelled just after it was started, when there was nothing to abort yet.
    const { status } = await this.runs.get(run.id);
    if (status !== 'running') return { status: 'failed', reason: `The run is ${status}.` };
    signal.throwIfAborted();
    return this.trainer.train(run, folder, signal);
  }

  private brokeOff(run: TrainingRun, error: Error): RunOutcome {
    const wanted = this.ending.signal.aborted || this.running?.cancelled.signal.aborted === true;
    if (!wanted) this.logger.error({ err: error, trainingRun: run.id }, 'training run broke off');
    // A store or a disk that is full, or a store that restarts, says nothing of the run: the same one is tried again.
    const unavailable = storeUnavailable(error);
    if (unavailable !== undefined) return { status: 'queued', reason: unavailable.message };
    return { status: 'failed', reason: `The run broke off: ${error.message}` };
  }

  private async sweep(): Promise<void> {
    const { trainingFolder } = this.options;
    const left = await readdir(trainingFolder).catch(() => []);
    for (const name of left) await rm(join(trainingFolder, name), { recursive: true, force: true });
    await this.registry.removePartial();
  }
}
