import {
  type Author,
  getLoop,
  getRollout,
  listRollouts,
  type RequestOf,
  type Rollout,
  setLoop,
} from '@driftdesk/contracts';
import { AuthoredBy, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';
import { FreshLabelReader } from './examples/fresh-labels.js';
import { LoopRunner } from './loop/loop-runner.js';
import { LoopSettings } from './loop/loop-settings.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from './options.js';
import { type RolloutRecord, toRollout } from './rollouts/rollout-record.js';
import { RolloutStore } from './rollouts/rollout-store.js';

/** The loop: what it may do, and what it did. */
@Controller()
export class LoopController {
  constructor(
    private readonly settings: LoopSettings,
    private readonly rollouts: RolloutStore,
    private readonly fresh: FreshLabelReader,
    private readonly runner: LoopRunner,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  @HttpRoute(getLoop)
  get() {
    return this.settings.get();
  }

  @HttpRoute(setLoop)
  async set(@Input() { body }: RequestOf<typeof setLoop>, @AuthoredBy() author: Author) {
    const loop = await this.settings.set(body, author);
    for (const model of this.options.models.keys()) this.runner.wake(model);
    return loop;
  }

  @HttpRoute(listRollouts)
  async list(@Input() { query }: RequestOf<typeof listRollouts>) {
    const { items, nextCursor } = await this.rollouts.list(query);
    return { items: await Promise.all(items.map((rollout) => this.show(rollout))), nextCursor };
  }

  @HttpRoute(getRollout)
  async rollout(@Input() { params }: RequestOf<typeof getRollout>) {
    return this.show(await this.rollouts.get(params.id));
  }

  /** While it waits for labels, it says how many there are. */
  private async show(record: RolloutRecord): Promise<Rollout> {
    if (record.status !== 'waiting_labels') return toRollout(record, undefined);
    const { have, need, given, withheld } = await this.fresh.read(record.model, record.sinceSequence);
    return toRollout(record, { have, need, given, withheld });
  }
}
