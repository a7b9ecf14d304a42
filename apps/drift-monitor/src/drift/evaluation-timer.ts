import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LoopRunner } from '../loop/loop-runner.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { Evaluator, type Trigger } from './evaluator.js';

const hourMs = 3_600_000;
/** Labels after which the feedback is judged, and the loop looks whether it has enough. */
const labelsPerLook = 10;

/** Says when to evaluate: every few hours, after a window of tickets, after some labels. */
@Injectable()
export class EvaluationTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private observations = 0;
  private labels = 0;
  /** Evaluations that have not begun. */
  private readonly waiting = new Set<Trigger>();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly evaluator: Evaluator,
    private readonly loop: LoopRunner,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.hoursPassed(), this.options.rules.evaluationHours * hourMs);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** Resolves when what has been begun so far is done. */
  get work(): Promise<void> {
    return this.working;
  }

  /** It is time to evaluate, however little came. */
  hoursPassed(): void {
    this.evaluateAll('schedule');
  }

  /** Tickets were observed. */
  observed(count: number): void {
    this.observations += count;
    const { window } = this.options.rules;
    if (this.observations < window) return;
    this.observations %= window;
    this.evaluateAll('observations');
  }

  /** Tickets were labelled. */
  labelled(count: number): void {
    this.labels += count;
    if (this.labels >= labelsPerLook) {
      this.labels %= labelsPerLook;
      this.evaluateAll('labels');
    } else {
      for (const model of this.options.models.keys()) this.loop.wake(model);
    }
  }

  /** One that waits will see what came meanwhile too: labels by the thousand would make a queue of the same. */
  private evaluateAll(trigger: Trigger): void {
    if (this.waiting.has(trigger)) return;
    this.waiting.add(trigger);
    this.working = this.working.then(async () => {
      this.waiting.delete(trigger);
      for (const model of this.options.models.keys()) await this.evaluate(model, trigger);
    });
  }

  private async evaluate(model: string, trigger: Trigger): Promise<void> {
    try {
      await this.evaluator.evaluate(model, trigger);
      this.loop.wake(model);
    } catch (error) {
      this.logger.error({ err: error, model }, 'drift could not be evaluated');
    }
  }
}
