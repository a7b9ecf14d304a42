import {
  type DriftReport,
  evaluateDrift,
  getDriftReport,
  getDriftReportPage,
  getDriftSummary,
  labelsNeeded,
  listDriftReports,
  type RequestOf,
} from '@driftdesk/contracts';
import { conflict, HttpRoute, Input, notFound, type ShareRuns, shareRuns } from '@driftdesk/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DriftReportStore } from './drift/drift-report-store.js';
import { EvaluationTimer } from './drift/evaluation-timer.js';
import { NeededLabels } from './examples/needed-labels.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from './options.js';
import { reportPagePolicy } from './report/report-page-policy.js';
import { ReportPages } from './report/report-pages.js';
import { LoopSummary } from './summary/loop-summary.js';

/** What the stream does, and what labels would tell. */
@Controller()
export class DriftController {
  /** However many ask meanwhile, one evaluation runs and one waits. */
  private readonly requested: ShareRuns<DriftReport | undefined> = shareRuns(1);

  constructor(
    private readonly timer: EvaluationTimer,
    private readonly reports: DriftReportStore,
    private readonly pages: ReportPages,
    private readonly needed: NeededLabels,
    private readonly summary: LoopSummary,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  @HttpRoute(evaluateDrift)
  async evaluate(@Input() { body }: RequestOf<typeof evaluateDrift>): Promise<DriftReport> {
    const model = this.modelOf(body.model);
    const report = await this.requested(model, () => this.timer.evaluateNow(model));
    if (report === undefined) throw conflict('no_champion', `Nothing serves ${model} yet, so nothing was observed.`);
    return report;
  }

  @HttpRoute(listDriftReports)
  list(@Input() { query }: RequestOf<typeof listDriftReports>) {
    return this.reports.list(query);
  }

  @HttpRoute(getDriftReport)
  get(@Input() { params }: RequestOf<typeof getDriftReport>) {
    return this.reports.get(params.id);
  }

  @HttpRoute(getDriftReportPage)
  async page(
    @Input() { params }: RequestOf<typeof getDriftReportPage>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const page = await this.pages.of(params.id);
    void reply.type('text/html; charset=utf-8').header('content-security-policy', reportPagePolicy);
    return page;
  }

  @HttpRoute(labelsNeeded)
  labels(@Input() { query }: RequestOf<typeof labelsNeeded>) {
    return this.needed.of(this.modelOf(query.model), query.limit);
  }

  @HttpRoute(getDriftSummary)
  summarise() {
    return this.summary.get();
  }

  /** The model asked for, or the only one. */
  private modelOf(name: string | undefined): string {
    const model = name ?? [...this.options.models.keys()][0];
    if (model === undefined || !this.options.models.has(model)) throw notFound('model');
    return model;
  }
}
