import { DATABASE, type Database } from '@driftdesk/database';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../clock.js';
import { DriftStateStore } from '../drift/drift-state-store.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { RolloutStore } from '../rollouts/rollout-store.js';

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
    return this.database.sql.execute(
      `DELETE FROM monitor.observations o
       WHERE o.model = $1 AND o.observed_at < $2::timestamptz AND o.sequence <= $3::bigint
         AND NOT EXISTS (SELECT 1 FROM monitor.example_labels l WHERE l.ticket_id = o.ticket_id)
         AND NOT (o.version = $4 AND (o.sequence > $5::bigint OR o.sequence IN (
           SELECT first.sequence FROM monitor.observations first
           WHERE first.model = $1 AND first.version = $4 AND first.text <> '' ORDER BY first.sequence LIMIT $6::int)
           OR EXISTS (SELECT FROM unnest($7::bigint[], $8::bigint[]) AS quiet (first, last)
             WHERE o.sequence BETWEEN quiet.first AND quiet.last)))`,
      model,
      new Date(this.clock().getTime() - retentionDays * dayMs),
      Math.min(Number.MAX_SAFE_INTEGER, ...begun),
      version,
      evaluatedTo,
      rules.reference,
      quiet.map(({ from }) => from),
      quiet.map(({ to }) => to),
    );
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
