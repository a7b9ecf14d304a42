import {
  driftDetected,
  type Envelope,
  modelPromoted,
  modelRejected,
  modelRolledBack,
  modelValidated,
  rolloutFailed,
} from '@driftdesk/contracts';
import { type Effects, Handles, NotReady } from '@driftdesk/messaging';
import { guardedFetch } from '@driftdesk/egress';
import { Controller, Inject, type OnModuleDestroy } from '@nestjs/common';
import { LoopSettings } from '../loop/loop-settings.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import {
  describeDrift,
  describeFailure,
  describePromotion,
  describeProposal,
  describeRejection,
  describeRollback,
  type DriftDetected,
  type ModelPromoted,
  type ModelRejected,
  type ModelRolledBack,
  type ModelValidated,
  type RolloutFailed,
} from './describe-news.js';
import { postMessage } from './post-message.js';

// One event a batch: of a batch that failed all would be told again.
const subscription = { consumer: 'drift-webhook', batchSize: 1 };

type Describe<Payload> = (payload: Payload, publicUrl: string | undefined) => string;

/**
 * Tells the webhook what the loop sees and does. A webhook that fails is asked again as messaging repeats any event, and
 * each topic waits for itself alone. It may be told twice when the process is killed in between, but nothing is kept from it.
 */
@Controller()
export class LoopNewsHandler implements OnModuleDestroy {
  private readonly ending = new AbortController();

  private readonly fetch: typeof fetch;

  constructor(
    private readonly loop: LoopSettings,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {
    this.fetch = guardedFetch({ allowedHosts: options.allowedHosts });
  }

  /** A webhook that does not answer must not hold up the end; the event is told after the next start. */
  onModuleDestroy(): void {
    this.ending.abort(new NotReady('the process is ending'));
  }

  @Handles(driftDetected, subscription)
  drift(batch: readonly Envelope<DriftDetected>[]): Promise<Effects> {
    return this.tell(batch, describeDrift);
  }

  /** Where the loop promotes by itself, the promotion is the news. */
  @Handles(modelValidated, subscription)
  async validated(batch: readonly Envelope<ModelValidated>[]): Promise<Effects> {
    const { autonomy, paused } = await this.loop.get();
    return autonomy === 'auto' && !paused ? {} : this.tell(batch, describeProposal);
  }

  @Handles(modelPromoted, subscription)
  promoted(batch: readonly Envelope<ModelPromoted>[]): Promise<Effects> {
    return this.tell(batch, describePromotion);
  }

  @Handles(modelRejected, subscription)
  rejected(batch: readonly Envelope<ModelRejected>[]): Promise<Effects> {
    return this.tell(batch, describeRejection);
  }

  @Handles(modelRolledBack, subscription)
  rolledBack(batch: readonly Envelope<ModelRolledBack>[]): Promise<Effects> {
    return this.tell(batch, describeRollback);
  }

  @Handles(rolloutFailed, subscription)
  failed(batch: readonly Envelope<RolloutFailed>[]): Promise<Effects> {
    return this.tell(batch, describeFailure);
  }

  private async tell<Payload>(batch: readonly Envelope<Payload>[], describe: Describe<Payload>): Promise<Effects> {
    const { webhookUrl, publicUrl } = this.options;
    if (webhookUrl === undefined) return {};
    for (const { payload } of batch) {
      const text = describe(payload, publicUrl);
      await postMessage({ fetch: this.fetch, url: webhookUrl, text, ending: this.ending.signal });
    }
    return {};
  }
}
