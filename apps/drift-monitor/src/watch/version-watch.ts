import type { Watch } from '@driftdesk/contracts';
import type { Prediction } from '@driftdesk/inference';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { Analysis } from '../analysis/analysis.js';
import { type AgentLabel, AgentLabelReader } from '../examples/agent-labels.js';
import type { AuthorShare } from '../examples/cap-authors.js';
import { type CountingLabels, countingLabels } from '../examples/counting-labels.js';
import { decidingHead } from '../examples/deciding-head.js';
import type { Observation } from '../observations/observation.js';
import { ObservationReader } from '../observations/observation-reader.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { describeWatch, type SampledTicket, type WatchedTickets } from './compare-versions.js';

/** Chance of rolling an equal version back, over the whole watch. */
const alpha = 0.01;
/** The labels that end a watch come in so many parts, and it looks after each. */
const parts = 5;
/** One more look is when its time is over. */
const looks = parts + 1;
/** Labelled tickets that are compared at least, and newest tickets of any kind. */
const mostLabelled = 1_000;
const sampled = 1_000;
const hourMs = 3_600_000;

/** What a look at a watched version concludes. */
export interface WatchLook {
  readonly watch: Watch;
  /** Why it is rolled back. */
  readonly reason?: string | undefined;
}

/** Compares a promoted version with the one before, on the tickets that it serves. */
@Injectable()
export class VersionWatch {
  constructor(
    private readonly observations: ObservationReader,
    private readonly labels: AgentLabelReader,
    private readonly analysis: Analysis,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** @returns nothing when there is no reason to look again yet */
  async look(rollout: RolloutRecord, now: Date): Promise<WatchLook | undefined> {
    const { model, champion: before } = rollout;
    const version = await this.registry.find(model, rollout.version ?? '');
    const previous = await this.registry.find(model, before);
    if (version === undefined || previous === undefined) return undefined;
    const head = decidingHead(version.card);
    const { labels, share } = await this.newestLabels(model, version.reference.version, head);
    const over = now.getTime() >= this.deadlineOf(rollout);
    if (!over && !this.due(labels.length, rollout.watch)) return undefined;
    const tickets = await this.compare(model, version, previous, labels);
    return this.conclude(tickets, { counted: labels.length, authorShare: share, over });
  }

  /** Those that count, so many as could end the watch. */
  private async newestLabels(model: string, version: string, head: string): Promise<CountingLabels<AgentLabel>> {
    const { watchLabels, authorShare } = this.options.rules;
    const newest = await this.labels.newest({ model, version, head }, Math.max(mostLabelled, watchLabels));
    return countingLabels(this.labels, newest, authorShare);
  }

  /** Errors on the tickets that are labelled, whenever they came; hand-overs and confidence on the newest. */
  private async compare(
    model: string,
    version: RegisteredVersion,
    previous: RegisteredVersion,
    labels: readonly AgentLabel[],
  ): Promise<WatchedTickets> {
    const head = decidingHead(version.card);
    const judged = await this.observations.withSequences(labels.map(({ observed }) => observed));
    const labelOf = new Map(labels.map((label) => [label.ticketId, label]));
    const before = await this.score(previous, judged);
    const newest = await this.observations.newestOf(model, version.reference.version, sampled);
    const known = new Map(judged.map(({ ticketId }, at) => [ticketId, before[at] as Prediction]));
    const unknown = newest.filter(({ ticketId }) => !known.has(ticketId));
    (await this.score(previous, unknown)).forEach((prediction, at) =>
      known.set((unknown[at] as Observation).ticketId, prediction),
    );
    return {
      labelled: judged.map(({ ticketId }, at) => {
        const { wrong, label, authorId } = labelOf.get(ticketId) as AgentLabel;
        return { ticketId, authorId, now: wrong, before: before[at]?.heads[head]?.label !== label };
      }),
      sample: newest.map((observation) => pairOf(observation, known.get(observation.ticketId) as Prediction, head)),
    };
  }

  private async conclude(
    tickets: WatchedTickets,
    { counted, authorShare, over }: { counted: number; authorShare: AuthorShare; over: boolean },
  ): Promise<WatchLook> {
    const { labels, ...others } = describeWatch(tickets);
    const figures = { ...others, labels, counted };
    const { watchLabels } = this.options.rules;
    const regression = await this.analysis.regression({ tickets, rules: { alpha, looks, authorShare } });
    const look = (verdict: Watch['verdict']) => ({ watch: { ...figures, pValue: regression.pValue, verdict } });
    if (regression.worse) return { ...look('worse'), reason: regression.reason };
    if (!over && counted < watchLabels) return look('watching');
    return look(labels < watchLabels / parts ? 'too_few_labels' : 'kept');
  }

  private async score(previous: RegisteredVersion, observations: readonly Observation[]): Promise<Prediction[]> {
    if (observations.length === 0) return [];
    const rows = observations.map(({ text, embedding }) => ({ text, embedding }));
    const directory = await this.registry.fetch(previous.reference);
    return this.analysis.score({ directory, digest: previous.reference.digest, rows });
  }

  private deadlineOf({ stations, createdAt }: RolloutRecord): number {
    return new Date(stations.promoted ?? createdAt).getTime() + this.options.rules.watchHours * hourMs;
  }

  /**
   * It looks each time another part of the labels has come: the more looks, the less each may decide. What was counted then
   * says so, as fewer may have been compared: erased tickets say nothing.
   */
  private due(labels: number, watch: Watch | null): boolean {
    const part = this.options.rules.watchLabels / parts;
    return Math.floor(labels / part) > Math.floor((watch?.counted ?? watch?.labels ?? 0) / part);
  }
}

function pairOf({ outputs, abstained }: Observation, before: Prediction, head: string): SampledTicket {
  return {
    abstained: { now: abstained, before: before.abstained },
    confidence: { now: outputs[head]?.confidence ?? 0, before: before.heads[head]?.confidence ?? 0 },
  };
}
