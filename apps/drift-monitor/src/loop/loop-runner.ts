import { storeUnavailable } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { PromotionRefused, REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { TrainingRunner } from '../training/training-runner.js';
import { FollowUps } from './follow-ups.js';
import { RolloutSteps } from './rollout-steps.js';
import { RolloutEndings } from './steps/rollout-endings.js';

/** How often it looks for what only time decides. */
const lookMs = 60_000;
/** A step that fails so often in a row ends its rollout: after 20 minutes, with the waits in between. */
const mostFailures = 6;
/** After a failure it waits so long, then three times as long each time. */
const firstWaitMs = 10_000;

/**
 * Drives every rollout on, one step at a time. What a rollout waits for lies in the store, so a process that was killed
 * goes on where it was.
 */
@Injectable()
export class LoopRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private working: Promise<void> = Promise.resolve();
  private readonly waiting = new Set<string>();
  /** When a rollout whose step failed is looked at again, by the process's monotonic clock; a restart looks at once. */
  private readonly later = new Map<string, number>();
  private readonly problems = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private unwatch: (() => Promise<void>) | undefined;
  private ended = false;

  constructor(
    private readonly rollouts: RolloutStore,
    private readonly steps: RolloutSteps,
    private readonly followUps: FollowUps,
    private readonly endings: RolloutEndings,
    private readonly training: TrainingRunner,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.training.onEnded((model) => this.wake(model));
    this.unwatch = await this.registry.watch((model) => this.wake(model));
    this.timer = setInterval(() => this.wakeAll(), lookMs);
    this.timer.unref();
    this.wakeAll();
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.unwatch?.();
    await this.working;
  }

  /** Resolves when what has been begun so far is done. */
  get work(): Promise<void> {
    return this.working;
  }

  /** Why a model's rollouts cannot go on, or nothing; what a single one fails of stands in its row. */
  problemOf(model: string): string | undefined {
    return this.problems.get(model);
  }

  /** Looks what the model's rollouts can do now; soon, and once for many calls. */
  wake(model: string): void {
    if (this.waiting.has(model) || this.ended) return;
    this.waiting.add(model);
    this.working = this.working.then(() => this.advance(model));
  }

  private wakeAll(): void {
    for (const model of this.options.models.keys()) this.wake(model);
  }

  private async advance(model: string): Promise<void> {
    this.waiting.delete(model);
    try {
      for (let moved = true; moved && !this.ended;) {
        moved = false;
        for (const rollout of await this.rollouts.unfinished(model)) if (await this.take(rollout)) moved = true;
        if (!moved) moved = await this.followUps.beginDue(model);
      }
      this.problems.delete(model);
    } catch (error) {
      this.problems.set(model, `The rollouts of ${model} cannot go on: ${(error as Error).message}`);
      this.logger.error({ err: error, model }, 'rollouts could not be read or written; they are read again');
    }
  }

  private async take(rollout: RolloutRecord): Promise<boolean> {
    const { id, stepFailures } = rollout;
    if (performance.now() < (this.later.get(id) ?? 0)) return false;
    this.later.delete(id);
    try {
      const moved = await this.steps.take(rollout);
      if (stepFailures > 0 && !moved) await this.note(id, 0, null);
      return moved;
    } catch (error) {
      return this.failed(rollout, error as Error);
    }
  }

  /** How often a step failed lies in the store; while that or a file finds no space, it is not the step that is to blame. */
  private async failed(rollout: RolloutRecord, error: Error): Promise<boolean> {
    const unavailable = storeUnavailable(error);
    if (unavailable !== undefined) throw unavailable;
    const { id, model, status } = rollout;
    const times = rollout.stepFailures + 1;
    if (times >= mostFailures || isFinal(error)) return this.endings.giveUp(rollout, error, times);
    await this.note(id, times, error.message);
    const waitMs = firstWaitMs * 3 ** (times - 1);
    this.later.set(id, performance.now() + waitMs);
    setTimeout(() => this.wake(model), waitMs).unref();
    this.logger.error(
      { err: error, rollout: id, model, status, times },
      'a step of a rollout failed; it is tried again',
    );
    return false;
  }

  private note(id: string, stepFailures: number, stepFailure: string | null): Promise<void> {
    return this.rollouts.change(this.database.sql, id, { stepFailures, stepFailure });
  }
}

/** A version that is unknown or was rejected stays so. */
function isFinal(error: Error): boolean {
  return error instanceof PromotionRefused;
}
