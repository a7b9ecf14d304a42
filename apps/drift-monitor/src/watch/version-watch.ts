import type { Watch } from '@driftdesk/contracts';
import type { Prediction } from '@driftdesk/inference';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { Analysis } from '../analysis/analysis.js';
import { AgentLabelReader } from '../examples/agent-labels.js';
import { decidingHead } from '../examples/deciding-head.js';
import type { Observation } from '../observations/observation.js';
import { ObservationReader } from '../observations/observation-reader.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { describeWatch, type WatchedTicket } from './compare-versions.js';

/** Chance of rolling an equal version back, over the whole watch. */
const alpha = 0.01;
/** How often a watch looks at its labels before it ends. */
const looks = 5;
/** Tickets that are scored with the version before. */
const mostTickets = 1_000;
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
    const labels = await this.labels.read({ model, version: version.reference.version, head });
    const over = now.getTime() >= this.deadlineOf(rollout);
    if (!over && !this.due(labels.length, rollout.watch)) return undefined;
    const served = { model, version: version.reference.version, after: 0 };
    const observations = await this.observations.first(served, mostTickets);
    const known = await this.score(previous, observations);
    const wrong = new Map(labels.map((label) => [label.ticketId, label]));
    const tickets = observations.map((observation, at) =>
      watched(observation, known[at] as Prediction, head, wrong.get(observation.ticketId)),
    );
    return this.conclude(tickets, labels.length, over);
  }

  private async conclude(tickets: readonly WatchedTicket[], labels: number, over: boolean): Promise<WatchLook> {
    const figures = describeWatch(tickets);
    const regression = await this.analysis.regression({ tickets, rules: { alpha, looks } });
    const look = (verdict: Watch['verdict']) => ({ watch: { ...figures, pValue: regression.pValue, verdict } });
    if (regression.worse) return { ...look('worse'), reason: regression.reason };
    if (labels >= this.options.rules.watchLabels) return look('kept');
    if (!over) return look('watching');
    return look(labels < this.options.rules.watchLabels / looks ? 'too_few_labels' : 'kept');
  }

  private async score(previous: RegisteredVersion, observations: readonly Observation[]): Promise<Prediction[]> {
    const rows = observations.map(({ text, embedding }) => ({ text, embedding }));
    const directory = await this.registry.fetch(previous.reference);
    return this.analysis.score({ directory, digest: previous.reference.digest, rows });
  }

  private deadlineOf({ stations, createdAt }: RolloutRecord): number {
    return new Date(stations.promoted ?? createdAt).getTime() + this.options.rules.watchHours * hourMs;
  }

  /** It looks each time another part of the labels has come: the more looks, the less each may decide. */
  private due(labels: number, watch: Watch | null): boolean {
    const part = this.options.rules.watchLabels / looks;
    return Math.floor(labels / part) > Math.floor((watch?.labels ?? 0) / part);
  }
}

function watched(
  { outputs, abstained }: Observation,
  before: Prediction,
  head: string,
  label: { readonly wrong: boolean; readonly label: string } | undefined,
): WatchedTicket {
  const said = before.heads[head];
  return {
    wrong: label && { now: label.wrong, before: said?.label !== label.label },
    abstained: { now: abstained, before: before.abstained },
    confidence: { now: outputs[head]?.confidence ?? 0, before: said?.confidence ?? 0 },
  };
}
