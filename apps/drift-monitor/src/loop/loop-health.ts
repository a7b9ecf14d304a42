import type { HealthCheck } from '@driftdesk/contracts';
import { HealthChecks } from '@driftdesk/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EvaluationTimer } from '../drift/evaluation-timer.js';
import { NeededLabels } from '../examples/needed-labels.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { sentence } from '../sentence.js';
import { LoopRunner } from './loop-runner.js';
import { describeFailure } from './steps/rollout-endings.js';

/** Whether the loop can do its work, as a part of readiness: what it cannot do, and which labels it may not learn. */
@Injectable()
export class LoopHealth implements OnModuleInit {
  constructor(
    private readonly timer: EvaluationTimer,
    private readonly loop: LoopRunner,
    private readonly rollouts: RolloutStore,
    private readonly needed: NeededLabels,
    private readonly health: HealthChecks,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  onModuleInit(): void {
    this.health.register('loop', () => this.check());
  }

  async check(): Promise<HealthCheck> {
    const problems: string[] = [];
    const notes: string[] = [];
    for (const model of this.options.models.keys()) {
      problems.push(...(await this.problemsOf(model)));
      const { waiting, have, need, given, withheld } = await this.needed.progress(model);
      // Only labels that would let a rollout go on are missed.
      if (withheld !== undefined) (waiting && have < need && need <= given ? problems : notes).push(withheld);
    }
    const detail = [...problems, ...notes].join(' ');
    return { status: problems.length > 0 ? 'degraded' : 'up', ...(detail === '' ? {} : { detail }) };
  }

  private async problemsOf(model: string): Promise<string[]> {
    const failing = (await this.rollouts.unfinished(model)).flatMap(({ id, status, stepFailures, stepFailure }) =>
      stepFailure === null ? [] : [`Rollout ${id} is held up. ${describeFailure(status, stepFailure, stepFailures)}`],
    );
    const known = [this.loop.problemOf(model), this.timer.problemOf(model)];
    return [...known.filter((problem) => problem !== undefined).map(sentence), ...failing];
  }
}
