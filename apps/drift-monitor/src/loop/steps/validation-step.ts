import { modelRejected, modelValidated } from '@driftdesk/contracts';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { Analysis } from '../../analysis/analysis.js';
import { CLOCK, type Clock } from '../../clock.js';
import { gatesDecided } from '../../gates/audit-gates.js';
import { ObservationReader } from '../../observations/observation-reader.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../../options.js';
import { Replayer } from '../../replay/replay.js';
import { newsOf, RolloutMoves } from '../../rollouts/rollout-moves.js';
import { reach, type RolloutRecord } from '../../rollouts/rollout-record.js';
import { TrainingRunStore } from '../../training/training-run-store.js';
import { RolloutEndings } from './rollout-endings.js';

/** Gates and replay: a trained version is proposed or rejected. */
@Injectable()
export class ValidationStep {
  constructor(
    private readonly moves: RolloutMoves,
    private readonly endings: RolloutEndings,
    private readonly runs: TrainingRunStore,
    private readonly observations: ObservationReader,
    private readonly replayer: Replayer,
    private readonly analysis: Analysis,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  async validate(rollout: RolloutRecord): Promise<boolean> {
    const { model, trainingRunId } = rollout;
    const spec = this.options.models.get(model)?.spec;
    const candidate = await this.registry.find(model, rollout.version ?? '');
    const evaluation = await this.runs.evaluation(trainingRunId ?? '');
    if (spec === undefined || candidate === undefined || evaluation === undefined) {
      return this.endings.end(rollout, 'failed', 'The trained version or its evaluation is not there any more.');
    }
    const gates = await this.analysis.gates({ spec, evidence: { card: candidate.card, evaluation } });
    const replay = await this.replayer.replay(candidate, rollout.sinceSequence, await this.observations.newest(model));
    const reasons = gates.filter(({ passed }) => !passed).map(({ sentence }) => sentence);
    const stations = reach(rollout.stations, 'validated', this.clock());
    const told = { version: candidate.reference.version, trainingRunId: trainingRunId ?? '' };
    if (reasons.length > 0) {
      await this.registry.reject(model, told.version, reasons);
      const rejected = { status: 'rejected', reason: reasons.join(' '), gates, replay, stations } as const;
      const news = newsOf(rollout, modelRejected, { ...told, reasons });
      await this.moves.move(rollout, rejected, news, gatesDecided(news, rollout, gates));
      return true;
    }
    const news = newsOf(rollout, modelValidated, told);
    const proposed = { status: 'proposed', gates, replay, stations } as const;
    await this.moves.move(rollout, proposed, news, gatesDecided(news, rollout, gates));
    return true;
  }
}
