import { type DriftReport, driftDetected } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { newEvent, publish } from '@driftdesk/messaging';
import { LOGGER, type Logger, METRICS, type Metrics } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LoopSettings } from '../loop/loop-settings.js';
import { RolloutMoves } from '../rollouts/rollout-moves.js';
import { type RolloutBeginning, RolloutStore } from '../rollouts/rollout-store.js';
import { insertDriftReport } from './drift-report-store.js';
import { type DriftState, writeDriftState } from './drift-state-store.js';

/** Keeps what an evaluation found, and begins the rollout that it sets off. */
@Injectable()
export class ReportKeeper {
  constructor(
    private readonly rollouts: RolloutStore,
    private readonly moves: RolloutMoves,
    private readonly loop: LoopSettings,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** Report, state, event and rollout commit together. @returns the report with its rollout */
  async keep(report: DriftReport, state: DriftState): Promise<DriftReport> {
    const drift = report.status === 'drift';
    const { autonomy } = await this.loop.get();
    const rolloutId = drift && autonomy !== 'off' ? await this.rolloutOf(report) : undefined;
    const kept = { ...report, ...(rolloutId === undefined ? {} : { rolloutId }) };
    const begun = await this.database.transaction(async (sql) => {
      if (report.tests.length > 0 || drift || report.trigger === 'request') await insertDriftReport(sql, kept);
      // After an alarm the next drifted window begins a story of its own.
      const next = drift ? { ...state, driftsAfter: undefined, correlationId: undefined } : state;
      await writeDriftState(sql, report.model, next);
      if (!drift) return undefined;
      const { id: reportId, model, version, summary } = kept;
      const payload = { model, version, reportId, summary, ...(rolloutId === undefined ? {} : { rolloutId }) };
      await publish(sql, [newEvent(driftDetected, payload, state.correlationId ?? uuidv7())]);
      if (rolloutId === undefined) return undefined;
      return this.moves.begin(sql, beginning(rolloutId, kept, state.driftsAfter ?? 0));
    });
    begun?.();
    this.count(kept);
    this.logger.info({ model: report.model, driftReport: report.id, status: report.status }, report.summary);
    return kept;
  }

  private count({ model, status, feedback }: DriftReport): void {
    this.metrics.driftEvaluations.inc({ status });
    if (feedback?.errorRate !== undefined) this.metrics.feedbackError.set({ model }, feedback.errorRate);
  }

  /** The rollout that is about this drift already, or a new one. */
  private async rolloutOf({ model, version }: DriftReport): Promise<string> {
    const open = await this.rollouts.openOf(model);
    if (open !== undefined) return open;
    const latest = await this.rollouts.latest(model);
    // What was learned from it has been rejected, so it goes on against the same champion: `FollowUps` decides when to try again.
    return latest?.status === 'rejected' && latest.champion === version ? latest.id : uuidv7();
  }
}

function beginning(id: string, report: DriftReport, sinceSequence: number): RolloutBeginning {
  const { model, version: champion, id: reportId, createdAt: detected } = report;
  const stations = { drifted: report.firstDriftedAt ?? detected, detected };
  return { id, model, correlationId: report.correlationId ?? id, reportId, champion, sinceSequence, stations };
}
