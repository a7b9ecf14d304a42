import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { TrainingRunner } from '../training/training-runner.js';
import { FollowUps } from './follow-ups.js';
import { RolloutSteps } from './rollout-steps.js';

/** How often it looks for what only time decides. */
const lookMs = 60_000;

/**
 * Drives every rollout on, one step at a time. What a rollout waits for lies in the store, so a process that was killed
 * goes on where it was.
 */
@Injectable()
export class LoopRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private working: Promise<void> = Promise.resolve();
  private readonly waiting = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private unwatch: (() => Promise<void>) | undefined;
  private ended = false;

  constructor(
    private readonly rollouts: RolloutStore,
    private readonly steps: RolloutSteps,
    private readonly followUps: FollowUps,
    private readonly training: TrainingRunner,
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

  /** Looks what the model's rollouts can do now; soon, and once for many calls. */
  wake(model: string): void {
    if (this.waiting.has(model)) return;
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
        for (const rollout of await this.rollouts.unfinished(model)) moved = (await this.steps.take(rollout)) || moved;
        if (!moved) moved = await this.followUps.beginDue(model);
      }
    } catch (error) {
      this.logger.error({ err: error, model }, 'a rollout could not go on; it is tried again');
    }
  }
}
