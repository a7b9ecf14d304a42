import { DATABASE, type Database } from '@driftdesk/database';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CLOCK, type Clock } from '../clock.js';
import { AgentLabelReader } from '../examples/agent-labels.js';
import { FreshLabelReader } from '../examples/fresh-labels.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { RolloutMoves } from '../rollouts/rollout-moves.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { LoopSettings } from './loop-settings.js';

/** More labels than this many first retrainings take are worth a try, however many there were before. */
const mostRetrainings = 8;
/** So many times the labels of the last look make another one worth its time. */
const lookAgain = 1.1;

/**
 * A drift is not over when the first version that learned of it was kept, or rejected for want of proof: labels go on
 * coming, and only the first few have been learned. A model's error falls with a power of its examples (Hestness et al.
 * 2017, Deep Learning Scaling is Predictable, arXiv 1712.00409), so the next try is due when there are twice as many; that
 * takes few trainings, as their number grows with the logarithm of the labels. It is due earlier when the labels since then
 * show that the champion errs so much more often than in its test that they can prove a gain: the stream has moved on.
 */
@Injectable()
export class FollowUps {
  /** Of each model's latest rollout: how many labels there were since it trained, at the last look at them. */
  private readonly looked = new Map<string, { readonly rollout: string; readonly labels: number }>();

  constructor(
    private readonly rollouts: RolloutStore,
    private readonly moves: RolloutMoves,
    private readonly labels: AgentLabelReader,
    private readonly fresh: FreshLabelReader,
    private readonly settings: LoopSettings,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  /** Begins the next rollout of the model's last drift when it is due. @returns whether it was */
  async beginDue(model: string): Promise<boolean> {
    const latest = await this.rollouts.latest(model);
    const champion = latest && championAfter(latest);
    if (latest === undefined || champion === undefined || !(await this.enough(latest, champion))) return false;
    if ((await this.registry.resolve(model, 'champion'))?.reference.version !== champion) return false;
    const { autonomy, paused } = await this.settings.get();
    if (paused || autonomy === 'off') return false;
    const { correlationId, reportId, sinceSequence } = latest;
    const stations = { detected: this.clock().toISOString() };
    const rollout = { id: uuidv7(), model, correlationId, reportId, champion, sinceSequence, stations };
    const begun = await this.database.transaction((sql) => this.moves.begin(sql, rollout));
    begun();
    return true;
  }

  private async enough(latest: RolloutRecord, version: string): Promise<boolean> {
    const { id, model, sinceSequence: afterSequence, labelledThrough: learnedTo } = latest;
    const { labels } = this.options.rules;
    if (learnedTo === null || !(await this.worthALook(id, model, learnedTo))) return false;
    const stretch = { model, afterSequence };
    const all = await this.fresh.count(stretch);
    const news = await this.fresh.count({ ...stretch, version, givenAfter: learnedTo });
    const slice = this.fresh.sliceShare(model) * all.have;
    if (Math.min(news.have, slice) >= (await this.fresh.proof(model, news))) return true;
    const { have: learned } = await this.fresh.count({ ...stretch, givenUntil: learnedTo });
    return all.have >= learned + Math.max(labels, Math.min(learned, mostRetrainings * labels));
  }

  /** Every new label asks: only when there are a tenth more than at the last look. */
  private async worthALook(rollout: string, model: string, learnedTo: number): Promise<boolean> {
    const looked = this.looked.get(model);
    const before = looked?.rollout === rollout ? looked.labels : 0;
    const labels = await this.labels.countGivenAfter(learnedTo);
    if (labels < Math.max(this.options.rules.labels, lookAgain * before)) return false;
    this.looked.set(model, { rollout, labels });
    return true;
  }
}

/**
 * What serves when a rollout has come to its end and nobody has interfered; nothing while it is on its way, or failed. A
 * version under watch is waited for: another one in its place would leave nothing to take back.
 */
function championAfter({ status, champion, version }: RolloutRecord): string | undefined {
  if (status === 'rejected') return champion;
  return status === 'kept' ? (version ?? undefined) : undefined;
}
