import {
  type Author,
  cancelTrainingRun,
  getTrainingRun,
  getTrainingSnapshot,
  listTrainingRuns,
  type RequestOf,
  startTrainingRun,
} from '@driftdesk/contracts';
import { AuthoredBy, conflict, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from './options.js';
import { describeRepetition, RunTrainer } from './training/run-trainer.js';
import { TrainingRunStore } from './training/training-run-store.js';
import { TrainingRunner } from './training/training-runner.js';

@Controller()
export class TrainingRunsController {
  constructor(
    private readonly runs: TrainingRunStore,
    private readonly runner: TrainingRunner,
    private readonly trainer: RunTrainer,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  @HttpRoute(startTrainingRun)
  async start(
    @Input() { body }: RequestOf<typeof startTrainingRun>,
    @AuthoredBy() author: Author,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!this.options.models.has(body.model)) throw notFound('model');
    const { model, force = false } = body;
    const earlier = force ? undefined : await this.trainer.repetition(model);
    if (earlier !== undefined) {
      const detail = `${describeRepetition(earlier)} Label more tickets, or send "force": true to train all the same.`;
      throw conflict('nothing_new', detail, `/v1/training-runs/${earlier.id}`);
    }
    const run = await this.runs.queue(model, author, { force });
    this.runner.wake();
    void reply.header('location', `/v1/training-runs/${run.id}`);
    return run;
  }

  @HttpRoute(listTrainingRuns)
  list(@Input() { query }: RequestOf<typeof listTrainingRuns>) {
    return this.runs.list(query);
  }

  @HttpRoute(getTrainingRun)
  get(@Input() { params }: RequestOf<typeof getTrainingRun>) {
    return this.runs.get(params.id);
  }

  @HttpRoute(getTrainingSnapshot)
  snapshot(@Input() { params }: RequestOf<typeof getTrainingSnapshot>) {
    return this.runs.manifest(params.id);
  }

  @HttpRoute(cancelTrainingRun)
  async cancel(@Input() { params }: RequestOf<typeof cancelTrainingRun>) {
    const run = await this.runs.get(params.id);
    if (!(await this.runner.cancel(run))) {
      const { status } = await this.runs.get(params.id);
      throw conflict('training_run_ended', `The run has ended already: it is ${status}.`);
    }
    return this.runs.get(params.id);
  }
}
