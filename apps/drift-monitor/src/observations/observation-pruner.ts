import { DATABASE, type Database } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DriftStateStore } from '../drift/drift-state-store.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';
import { deleteOld } from './delete-old.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Deletes every hour the observations that are older than the retention and that the loop does not look at any more. */
@Injectable()
export class ObservationPruner implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly states: DriftStateStore,
    private readonly rollouts: RolloutStore,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.pruneAll(), hourMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /**
   * Keeps, however old they are: labelled ones, the champion's reference, what no evaluation has judged, and what rollouts
   * that are under way are about. @returns how many were deleted
   */
  async prune(model: string): Promise<number> {
    const champion = await this.registry.resolve(model, 'champion');
    if (champion === undefined) return 0;
    const { version } = champion.reference;
    const { evaluatedTo, quiet } = await this.states.of(model, version);
    const begun = (await this.rollouts.unfinished(model)).map(({ sinceSequence }) => sinceSequence);
    const { rules, retentionDays } = this.options;
    const old = {
      ...{ model, version, evaluatedTo, quiet, reference: rules.reference },
      before: new Date(this.clock().getTime() - retentionDays * dayMs),
      to: Math.min(Number.MAX_SAFE_INTEGER, ...begun),
    };
    return deleteOld(this.database.sql, old);
  }

  private async pruneAll(): Promise<void> {
    for (const model of this.options.models.keys()) {
      try {
        this.logger.debug({ model, observations: await this.prune(model) }, 'old observations are deleted');
      } catch (error) {
        this.logger.error({ err: error, model }, 'old observations could not be deleted');
      }
    }
  }
}
