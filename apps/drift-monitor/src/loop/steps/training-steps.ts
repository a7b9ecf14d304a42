import { trainingRequested } from '@driftdesk/contracts';
import { systemIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../clock.js';
import { FreshLabelReader } from '../../examples/fresh-labels.js';
import { newsOf, RolloutMoves } from '../../rollouts/rollout-moves.js';
import { reach, type RolloutRecord } from '../../rollouts/rollout-record.js';
import { TrainingRunStore } from '../../training/training-run-store.js';
import { TrainingRunner } from '../../training/training-runner.js';
import { LoopSettings } from '../loop-settings.js';
import { RolloutEndings } from './rollout-endings.js';

/** A rollout whose training is interrupted again and again is given up after so many runs. */
const mostRuns = 5;
/** A training that had nothing new to learn is tried again when so many labels have been given since. */
const newLabels = 10;

/** From enough labels to a trained version. */
@Injectable()
export class TrainingSteps {
  constructor(
    private readonly moves: RolloutMoves,
    private readonly endings: RolloutEndings,
    private readonly settings: LoopSettings,
    private readonly fresh: FreshLabelReader,
    private readonly runs: TrainingRunStore,
    private readonly runner: TrainingRunner,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async train(rollout: RolloutRecord): Promise<boolean> {
    // It could only lose to the champion of now, whose own stream is watched for drift anew.
    const serving = (await this.registry.resolve(rollout.model, 'champion'))?.reference.version;
    if (serving !== rollout.champion) return this.endings.overtaken(rollout, serving);
    const { autonomy, paused } = await this.settings.get();
    if (paused || autonomy === 'off') return false;
    const { have, need } = await this.fresh.read(rollout.model, rollout.sinceSequence);
    if (have < need || (await this.hasLearnedAll(rollout))) return false;
    if ((await this.runs.attempts(rollout.id)) >= mostRuns) {
      const last = rollout.reason === null ? '' : ` The last one: ${rollout.reason}`;
      return this.endings.end(rollout, 'failed', `${mostRuns} training runs were interrupted.${last}`);
    }
    const trainingRunId = await this.runs.queueFor(rollout.model, rollout.id, systemIdentity);
    const stations = reach(rollout.stations, 'labelled', this.clock());
    const news = newsOf(rollout, trainingRequested, { trainingRunId });
    const labelledThrough = await this.fresh.lastGiven();
    const begun = { status: 'training', trainingRunId, stations, reason: null, learnedLabels: null } as const;
    await this.moves.move(rollout, { ...begun, labelledThrough }, news);
    this.runner.wake();
    return true;
  }

  async takeVersion(rollout: RolloutRecord): Promise<boolean> {
    const run = await this.runs.get(rollout.trainingRunId ?? '');
    switch (run.status) {
      case 'queued':
      case 'running':
        return false;
      case 'trained': {
        const stations = reach(rollout.stations, 'trained', new Date(run.finishedAt ?? this.clock()));
        await this.moves.move(rollout, { status: 'validating', version: run.version ?? null, stations });
        return true;
      }
      // Nobody asked for the end: the run is made again.
      case 'interrupted':
        await this.moves.move(rollout, { status: 'waiting_labels', trainingRunId: null, reason: run.reason ?? null });
        return true;
      case 'cancelled':
        return this.endings.end(rollout, 'failed', 'Its training run was cancelled by hand.');
      case 'failed':
        if (run.repeats !== undefined) return this.waitForMore(rollout, run.reason ?? '');
        return this.endings.end(rollout, 'failed', run.reason ?? 'Its training run failed.');
    }
  }

  /** Training would only repeat what was rejected. */
  private async waitForMore(rollout: RolloutRecord, nothingNew: string): Promise<boolean> {
    const learnedLabels = await this.runs.labelsEver();
    const reason = `${nothingNew} That version was rejected, so this rollout waits for ${newLabels} more labels.`;
    await this.moves.move(rollout, { status: 'waiting_labels', trainingRunId: null, reason, learnedLabels });
    return false;
  }

  private async hasLearnedAll({ learnedLabels }: RolloutRecord): Promise<boolean> {
    return learnedLabels !== null && (await this.runs.labelsEver()) < learnedLabels + newLabels;
  }
}
