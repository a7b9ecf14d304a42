import type { TrainingEvaluation, TrainingRun } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { runTraining, type WrittenSnapshot } from '@driftdesk/delivery';
import { systemIdentity } from '@driftdesk/governance';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { ExampleReader } from '../examples/example-reader.js';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions, type TrainableModel } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { composeExamples, headsOnDemo } from './compose-examples.js';
import { ExclusionReader } from './exclusions.js';
import { areLabelsOnTheirWay, labelsArrived } from './labels-arrived.js';
import { digestConditions, readInputs } from './learned.js';
import { ProgressLog } from './progress-log.js';
import { TrainingRunStore } from './training-run-store.js';

/** What became of a run; queued: it waits for another try; `repeats`: of the run that had learned the same. */
export type RunOutcome =
  | { readonly status: 'trained'; readonly version: string; readonly evaluation: TrainingEvaluation }
  | {
      readonly status: 'failed' | 'interrupted' | 'queued';
      readonly reason: string;
      readonly repeats?: string | undefined;
    };

/** A run would learn what another one has learned. */
class NothingNew extends Error {
  constructor(readonly earlier: TrainingRun) {
    super(describeRepetition(earlier));
  }
}

/** Takes one training run from its examples to a registered version. */
@Injectable()
export class RunTrainer {
  constructor(
    private readonly runs: TrainingRunStore,
    private readonly examples: ExampleReader,
    private readonly fresh: FreshLabelReader,
    private readonly exclusions: ExclusionReader,
    private readonly rollouts: RolloutStore,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** `folder`: for the run's files; the caller removes it. @throws what the signal says when that ends it */
  async train(run: TrainingRun, folder: string, signal: AbortSignal): Promise<RunOutcome> {
    const model = this.options.models.get(run.model);
    if (model === undefined) return { status: 'failed', reason: `There is no model ${run.model} any more.` };
    if (!(await labelsArrived(this.database.sql, signal))) {
      const reason = 'Labels or consents that were given before it began did not arrive in time; start another run.';
      return { status: 'interrupted', reason };
    }
    try {
      return await this.trainOn(model, run, folder, signal);
    } catch (error) {
      if (!(error instanceof NothingNew)) throw error;
      return { status: 'failed', reason: error.message, repeats: error.earlier.id };
    }
  }

  /** The run that one which began now would only repeat; nothing when something may be new. */
  async repetition(name: string): Promise<TrainingRun | undefined> {
    const { sql } = this.database;
    const model = this.options.models.get(name);
    if (model === undefined || (await areLabelsOnTheirWay(sql))) return undefined;
    const learned = { conditions: (await this.conditions(model)).digest, inputs: await readInputs(sql) };
    const earlier = await this.runs.trainedOn(name, learned, true);
    // Housekeeping may have forgotten its version.
    const isKept = (await this.registry.find(name, earlier?.version ?? '')) !== undefined;
    return isKept ? earlier : undefined;
  }

  private async trainOn(
    model: TrainableModel,
    run: TrainingRun,
    folder: string,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    const progress = new ProgressLog((now) => this.runs.progress(run.id, now));
    const { spec, champion, digest: conditions } = await this.conditions(model);
    await this.runs.learns(run.id, { conditions, inputs: await readInputs(this.database.sql) });
    const onDemo = headsOnDemo(spec, await this.examples.countOriginals());
    const demo = onDemo.length === 0 ? [] : model.demoExamples();
    const { own, excluded } = await this.own(run);
    const task = {
      trainingRun: run.id,
      spec,
      examples: composeExamples(spec, own, demo, onDemo),
      champion: champion && {
        directory: await this.registry.fetch(champion.reference),
        digest: champion.reference.digest,
      },
      folder,
      onSnapshot: async (snapshot: WrittenSnapshot) => {
        await this.runs.collected(run.id, snapshot, excluded);
        await this.requireNew(run, { conditions, snapshot: snapshot.digest });
      },
    };
    const watch = { onProgress: progress.add, signal, background: true };
    const result = await runTraining(this.options.trainer, task, watch);
    await progress.written();
    signal.throwIfAborted();
    if (result.status !== 'trained') return result;
    await this.runs.progress(run.id, { stage: 'register', done: 0, total: 1 });
    const { version } = await this.registry.register(result.versionFolder);
    await this.registry.nominate(run.model, version, `training run ${run.id}`, systemIdentity);
    return { status: 'trained', version, evaluation: result.evaluation };
  }

  /**
   * The same examples under the same conditions make the same version. A rollout's run is spared only when that version was
   * rejected: otherwise it may have failed for a reason that has passed, as when its files were damaged.
   */
  private async requireNew({ id, model, rolloutId }: TrainingRun, learned: { conditions: string; snapshot: string }) {
    await this.runs.learns(id, learned);
    if (await this.runs.isForced(id)) return;
    const earlier = await this.runs.trainedOn(model, learned);
    if (earlier === undefined) return;
    const version = await this.registry.find(model, earlier.version ?? '');
    if (version === undefined) return;
    if (rolloutId === undefined || version.rejection !== undefined) throw new NothingNew(earlier);
  }

  private async conditions({ spec: given }: TrainableModel) {
    const spec = await this.registry.withLabels(given);
    const champion = await this.registry.resolve(spec.name, 'champion');
    const { codeVersion } = this.options.trainer;
    return { spec, champion, digest: digestConditions({ spec, champion: champion?.reference.digest, codeVersion }) };
  }

  /** What people labelled. In a rollout, what came since the drift is marked, and no author gives too much of it. */
  private async own({ model, rolloutId }: TrainingRun) {
    const since = rolloutId === undefined ? undefined : (await this.rollouts.get(rolloutId)).sinceSequence;
    const overAuthored = since === undefined ? new Set<string>() : await this.fresh.excluded(model, since);
    const excluded = await this.exclusions.now(overAuthored);
    // What the manifest names is what is left out, whatever changes while the examples are read.
    const left = new Set(excluded.flatMap(({ ticketIds }) => ticketIds));
    return { own: this.examples.all(since, left), excluded };
  }
}

/** Why a run would only repeat this one, as a sentence. */
export function describeRepetition({ id, version, examples }: TrainingRun): string {
  return `There is nothing new to learn: training run ${id} made ${version} of the same ${examples} examples, with the same spec and against the same champion.`;
}
