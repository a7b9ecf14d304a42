import type { DriftReport } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LoopRunner } from '../loop/loop-runner.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions, type LoopRules } from '../options.js';
import { type Arrivals, beginCounting, noteEvaluated, readArrivals } from './evaluations-due.js';
import { Evaluator, type Trigger } from './evaluator.js';

/** How often it looks whether it is time. */
const lookMs = 60_000;
/** Labels after which the feedback is judged, and the loop looks whether it has enough. */
const labelsPerLook = 10;
/** An evaluation that failed is tried again after a minute, then after twice as long each time, up to an hour. */
const longestWaitMs = 3_600_000;

/** An evaluation that failed; `again`: when it is tried again, by the process's monotonic clock. */
interface Failure {
  readonly times: number;
  readonly again: number;
  readonly message: string;
}

/**
 * Says when to evaluate: every few hours, after a window of tickets, after some labels. What has come since the last time
 * lies in the store, so neither a restart nor a clock that jumps makes it forget.
 */
@Injectable()
export class EvaluationTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking = false;
  private readonly failures = new Map<string, Failure>();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly evaluator: Evaluator,
    private readonly loop: LoopRunner,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await beginCounting(this.database.sql, this.models);
    this.timer = setInterval(() => this.look(), lookMs);
    this.timer.unref();
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** Resolves when what has been begun so far is done. */
  get work(): Promise<void> {
    return this.working;
  }

  /** Why the stream of a model could not be evaluated the last time, or nothing. */
  problemOf(model: string): string | undefined {
    return this.failures.get(model)?.message;
  }

  /** It is time to evaluate, however little came. */
  hoursPassed(): void {
    this.enqueue(async () => {
      for (const model of this.models) await this.evaluate(model, 'schedule', await this.arrivalsOf(model));
    });
  }

  /** Somebody asks for an evaluation: it counts like one that was due. @throws what it fails of */
  evaluateNow(model: string): Promise<DriftReport | undefined> {
    const asked = this.working.then(async () => this.evaluateSeen(model, 'request', await this.arrivalsOf(model)));
    this.working = asked.then(
      () => undefined,
      () => undefined,
    );
    return asked;
  }

  /** Tickets were observed. */
  observed(count: number): void {
    if (count > 0) this.look();
  }

  /** Tickets were labelled. */
  labelled(_count: number): void {
    this.look();
    for (const model of this.models) this.loop.wake(model);
  }

  /** A look that has not begun will see what came meanwhile too: labels by the thousand would make a queue of the same. */
  private look(): void {
    if (this.looking) return;
    this.looking = true;
    this.enqueue(async () => {
      this.looking = false;
      for (const model of this.models) await this.lookAt(model);
    });
  }

  private async lookAt(model: string): Promise<void> {
    if (performance.now() < (this.failures.get(model)?.again ?? 0)) return;
    const arrivals = await this.arrivalsOf(model);
    const trigger = triggerOf(arrivals, this.options.rules);
    if (trigger !== undefined) await this.evaluate(model, trigger, arrivals);
  }

  private async evaluate(model: string, trigger: Trigger, seen: Arrivals): Promise<void> {
    try {
      await this.evaluateSeen(model, trigger, seen);
    } catch (error) {
      const times = (this.failures.get(model)?.times ?? 0) + 1;
      const again = performance.now() + Math.min(lookMs * 2 ** (times - 1), longestWaitMs);
      const message = `The stream of ${model} could not be evaluated: ${(error as Error).message}`;
      this.failures.set(model, { times, again, message });
      this.logger.error({ err: error, model, times }, 'drift could not be evaluated; it is tried again');
    }
  }

  /** Whoever evaluates takes off what has been seen, or the same would be evaluated once more. */
  private async evaluateSeen(model: string, trigger: Trigger, seen: Arrivals): Promise<DriftReport | undefined> {
    const report = await this.evaluator.evaluate(model, trigger);
    await noteEvaluated(this.database.sql, model, seen, trigger !== 'labels');
    this.failures.delete(model);
    this.loop.wake(model);
    return report;
  }

  private arrivalsOf(model: string): Promise<Arrivals> {
    return readArrivals(this.database.sql, model, this.options.rules.evaluationHours);
  }

  private enqueue(work: () => Promise<void>): void {
    this.working = this.working.then(work).catch((error: unknown) => {
      this.logger.error({ err: error }, 'what is due could not be read; it is read again in a minute');
    });
  }

  private get models(): string[] {
    return [...this.options.models.keys()];
  }
}

/** Each evaluation judges the labels, so one that compares windows is enough for both. */
function triggerOf({ observations, labels, overdue }: Arrivals, { window }: LoopRules): Trigger | undefined {
  if (observations >= window) return 'observations';
  if (overdue) return 'schedule';
  return labels >= labelsPerLook ? 'labels' : undefined;
}
