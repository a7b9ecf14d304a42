import {
  modelPromoted,
  modelRejected,
  modelRolledBack,
  modelValidated,
  type Rollout,
  trainingRequested,
} from '@driftdesk/contracts';
import { systemIdentity } from '@driftdesk/governance';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import { gatesDecided } from '../gates/audit-gates.js';
import { evaluateGates } from '../gates/evaluate-gates.js';
import { ObservationReader } from '../observations/observation-reader.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { Replayer } from '../replay/replay.js';
import { reach, type RolloutChange, type RolloutRecord } from '../rollouts/rollout-record.js';
import { type Move, newsOf, RolloutMoves } from '../rollouts/rollout-moves.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { interrupted, TrainingRunStore } from '../training/training-run-store.js';
import { TrainingRunner } from '../training/training-runner.js';
import { VersionWatch, type WatchLook } from '../watch/version-watch.js';
import { LoopSettings } from './loop-settings.js';

/** A rollout whose training a kill keeps interrupting is given up after so many runs. */
const mostRuns = 5;

type Step = (rollout: RolloutRecord) => Promise<boolean>;

/**
 * What a rollout does next, by its status. A step that a kill interrupts is taken again: each looks what is there already,
 * and writes what it did in one transaction with its event.
 */
@Injectable()
export class RolloutSteps {
  private readonly steps: Partial<Record<Rollout['status'], Step>> = {
    waiting_labels: (rollout) => this.train(rollout),
    training: (rollout) => this.takeVersion(rollout),
    validating: (rollout) => this.validate(rollout),
    proposed: (rollout) => this.propose(rollout),
    promoting: (rollout) => this.promote(rollout),
    watching: (rollout) => this.watch(rollout),
  };

  constructor(
    private readonly rollouts: RolloutStore,
    private readonly moves: RolloutMoves,
    private readonly settings: LoopSettings,
    private readonly fresh: FreshLabelReader,
    private readonly runs: TrainingRunStore,
    private readonly runner: TrainingRunner,
    private readonly observations: ObservationReader,
    private readonly replayer: Replayer,
    private readonly versionWatch: VersionWatch,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** @returns whether the rollout moved on, so that it may move on again */
  async take(rollout: RolloutRecord): Promise<boolean> {
    return (await this.steps[rollout.status]?.(rollout)) ?? false;
  }

  private async train(rollout: RolloutRecord): Promise<boolean> {
    // It could only lose to the champion of now, whose own stream is watched for drift anew.
    const serving = (await this.registry.resolve(rollout.model, 'champion'))?.reference.version;
    if (serving !== rollout.champion) return this.overtaken(rollout, serving);
    const { autonomy, paused } = await this.settings.get();
    if (paused || autonomy === 'off') return false;
    const { have, need } = await this.fresh.since(rollout.model, rollout.sinceSequence);
    if (have < need) return false;
    if ((await this.runs.attempts(rollout.id)) >= mostRuns) {
      return this.end(rollout, 'failed', `${mostRuns} training runs were interrupted.`);
    }
    const trainingRunId = await this.runs.queueFor(rollout.model, rollout.id, systemIdentity);
    const stations = reach(rollout.stations, 'labelled', this.clock());
    const news = newsOf(rollout, trainingRequested, { trainingRunId });
    await this.moves.move(rollout, { status: 'training', trainingRunId, stations }, news);
    this.runner.wake();
    return true;
  }

  private async takeVersion(rollout: RolloutRecord): Promise<boolean> {
    const run = await this.runs.get(rollout.trainingRunId ?? '');
    if (run.status === 'trained' && run.version !== undefined) {
      const stations = reach(rollout.stations, 'trained', new Date(run.finishedAt ?? this.clock()));
      await this.moves.move(rollout, { status: 'validating', version: run.version, stations });
      return true;
    }
    if (run.status === 'cancelled') return this.end(rollout, 'failed', 'Its training run was cancelled by hand.');
    if (run.status !== 'failed') return false;
    // Nobody asked for the end: the run is made again.
    if (run.reason === interrupted) {
      await this.moves.move(rollout, { status: 'waiting_labels', trainingRunId: null });
      return true;
    }
    return this.end(rollout, 'failed', run.reason ?? 'Its training run failed.');
  }

  private async validate(rollout: RolloutRecord): Promise<boolean> {
    const { model, trainingRunId } = rollout;
    const spec = this.options.models.get(model)?.spec;
    const candidate = await this.registry.find(model, rollout.version ?? '');
    const evaluation = await this.runs.evaluation(trainingRunId ?? '');
    if (spec === undefined || candidate === undefined || evaluation === undefined) {
      return this.end(rollout, 'failed', 'The trained version or its evaluation is not there any more.');
    }
    const gates = evaluateGates(spec, { card: candidate.card, evaluation });
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

  /** Waits for a person, unless the loop may promote by itself. */
  private async propose(rollout: RolloutRecord): Promise<boolean> {
    const serving = (await this.registry.resolve(rollout.model, 'champion'))?.reference.version;
    if (serving === rollout.version) return this.promoted(rollout);
    if (serving !== rollout.champion) return this.overtaken(rollout, serving);
    const { autonomy, paused } = await this.settings.get();
    if (autonomy !== 'auto' || paused) return false;
    await this.moves.move(rollout, { status: 'promoting' });
    return true;
  }

  private async promote(rollout: RolloutRecord): Promise<boolean> {
    const { model, champion } = rollout;
    const version = rollout.version ?? '';
    const serving = (await this.registry.resolve(model, 'champion'))?.reference.version;
    if (serving !== version && serving !== champion) return this.overtaken(rollout, serving);
    if (serving !== version) {
      const reason = `rollout ${rollout.id}: every gate passed`;
      await this.registry.promote(model, version, reason, systemIdentity, { ifChampion: champion });
    }
    return this.promoted(rollout);
  }

  /** From here on the version is watched; one that was watched before has shown what it could. */
  private async promoted(rollout: RolloutRecord): Promise<boolean> {
    const { model, champion: from, version } = rollout;
    const stations = reach(rollout.stations, 'promoted', this.clock());
    const others = (await this.rollouts.unfinished(model)).filter(({ status }) => status === 'watching');
    const told = { version: version ?? '', from, reason: `rollout ${rollout.id}`, author: systemIdentity };
    const moves = [
      ...others.map((other): Move => [other, superseded(other)]),
      [rollout, { status: 'watching', stations }] as const,
    ];
    await this.moves.moveAll(moves, newsOf(rollout, modelPromoted, told));
    this.logger.info({ rollout: rollout.id, model, version }, 'a version was promoted and is watched');
    return true;
  }

  private async watch(rollout: RolloutRecord): Promise<boolean> {
    const { model, version } = rollout;
    const serving = await this.registry.resolve(model, 'champion');
    if (serving?.reference.version !== version) {
      if (rollout.watch?.verdict === 'worse') return this.rolledBack(rollout);
      return this.end(rollout, 'rolled_back', 'Another version was promoted by hand.');
    }
    const reached = await this.stampServing(rollout, serving);
    const look = await this.versionWatch.look(rollout, this.clock());
    if (look === undefined) return false;
    const { watch } = look;
    if (watch.verdict === 'worse') return this.rollBack(rollout, look);
    if (watch.verdict === 'watching') {
      await this.moves.move(rollout, { watch });
      return false;
    }
    const stations = reach(reached, 'watched', this.clock());
    await this.moves.move({ ...rollout, stations: reached }, { status: 'kept', watch, stations });
    return true;
  }

  /** @returns the stations that are reached now */
  private async stampServing(
    rollout: RolloutRecord,
    { reference }: RegisteredVersion,
  ): Promise<RolloutRecord['stations']> {
    if (rollout.stations.serving !== undefined) return rollout.stations;
    const at = await this.registry.servesSince(reference);
    if (at === undefined) return rollout.stations;
    const stations = reach(rollout.stations, 'serving', at);
    await this.moves.move(rollout, { stations });
    return stations;
  }

  /** What it found is written first: a kill between the two steps must not make it a rollback by hand. */
  private async rollBack(rollout: RolloutRecord, { watch, reason = '' }: WatchLook): Promise<boolean> {
    const { model, champion, version } = rollout;
    await this.moves.move(rollout, { watch, reason });
    const why = `rollout ${rollout.id}: ${reason}`;
    await this.registry.promote(model, champion, why, systemIdentity, { ifChampion: version ?? '' });
    return this.rolledBack(await this.rollouts.get(rollout.id));
  }

  private async rolledBack(rollout: RolloutRecord): Promise<boolean> {
    const { model, champion, version, reason } = rollout;
    await this.registry.reject(model, version ?? '', [reason ?? '']);
    const told = { version: champion, from: version ?? '', reason: reason ?? '', author: systemIdentity };
    const stations = reach(rollout.stations, 'watched', this.clock());
    await this.moves.move(rollout, { status: 'rolled_back', stations }, newsOf(rollout, modelRolledBack, told));
    this.logger.warn({ rollout: rollout.id, model, version, champion, reason }, 'a version was rolled back');
    return true;
  }

  private overtaken(rollout: RolloutRecord, serving: string | undefined): Promise<boolean> {
    const reason = `Version ${serving} was promoted meanwhile; this rollout began when ${rollout.champion} served.`;
    return this.end(rollout, 'failed', reason);
  }

  private async end(rollout: RolloutRecord, status: 'failed' | 'rolled_back', reason: string): Promise<boolean> {
    await this.moves.move(rollout, { status, reason });
    this.logger.warn({ rollout: rollout.id, model: rollout.model, status, reason }, 'a rollout ended');
    return true;
  }
}

function superseded({ watch }: RolloutRecord): RolloutChange {
  const nothing = { tickets: 0, labels: 0 };
  return {
    status: 'kept',
    watch: { ...(watch ?? nothing), verdict: 'superseded' },
    reason: 'Another version was promoted meanwhile.',
  };
}
