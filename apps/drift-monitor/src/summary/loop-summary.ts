import type { DriftSummary, ModelLoop } from '@driftdesk/contracts';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { DriftReportStore } from '../drift/drift-report-store.js';
import { NeededLabels } from '../examples/needed-labels.js';
import { LoopSettings } from '../loop/loop-settings.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { clockFigures } from './clock-figures.js';

/** Rollouts that the clock's figures are of. */
const clockedRollouts = 1_000;

/** The loop at a glance. */
@Injectable()
export class LoopSummary {
  constructor(
    private readonly settings: LoopSettings,
    private readonly reports: DriftReportStore,
    private readonly rollouts: RolloutStore,
    private readonly needed: NeededLabels,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  async get(): Promise<DriftSummary> {
    const { autonomy, paused } = await this.settings.get();
    const models: ModelLoop[] = [];
    for (const model of this.options.models.keys()) models.push(await this.of(model));
    return { autonomy, paused, models };
  }

  private async of(model: string): Promise<ModelLoop> {
    const { waiting, have, need, given, withheld } = await this.needed.progress(model);
    const unfinished = await this.rollouts.unfinished(model);
    return {
      model,
      champion: await this.champion(model),
      lastReport: await this.lastReport(model),
      rollouts: unfinished.map(({ id, status, stations }) => ({ id, status, stations })),
      labels: { waiting, have, need, given, withheld },
      clock: clockFigures(await this.rollouts.promotedStations(model, clockedRollouts)),
    };
  }

  private async champion(model: string): Promise<ModelLoop['champion']> {
    const champion = await this.registry.resolve(model, 'champion');
    if (champion === undefined) return undefined;
    const since = await this.registry.servesSince(champion.reference);
    return { version: champion.reference.version, servesSince: since?.toISOString() };
  }

  private async lastReport(model: string): Promise<ModelLoop['lastReport']> {
    const last = await this.reports.latest(model);
    if (last === undefined) return undefined;
    const { id, status, createdAt, summary } = last;
    return { id, status, createdAt, summary };
  }
}
