import { Injectable } from '@nestjs/common';
import { Analysis } from '../analysis/analysis.js';
import { DriftReportStore } from '../drift/drift-report-store.js';
import { RolloutStore } from '../rollouts/rollout-store.js';

/** Evaluations that the timeline of a page shows. */
const timelineLength = 40;

/** Drift reports as pages for people. */
@Injectable()
export class ReportPages {
  constructor(
    private readonly reports: DriftReportStore,
    private readonly rollouts: RolloutStore,
    private readonly analysis: Analysis,
  ) {}

  /** HTML. @throws HttpProblem 404 */
  async of(id: string): Promise<string> {
    const report = await this.reports.get(id);
    const history = await this.reports.history(report, timelineLength);
    const found = report.rolloutId === undefined ? undefined : await this.rollouts.get(report.rolloutId);
    const rollout = found && { id: found.id, status: found.status, reason: found.reason ?? undefined };
    return this.analysis.reportPage({ report, history, rollout });
  }
}
