import { systemIdentity } from '@driftdesk/governance';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../clock.js';
import { RolloutMoves } from '../../rollouts/rollout-moves.js';
import { reach, type RolloutRecord } from '../../rollouts/rollout-record.js';
import { RolloutStore } from '../../rollouts/rollout-store.js';
import { VersionWatch, type WatchLook } from '../../watch/version-watch.js';
import { isOvertaken } from './promotion-steps.js';
import { RolloutEndings } from './rollout-endings.js';

/** A version that serves is kept, or taken back. */
@Injectable()
export class WatchStep {
  constructor(
    private readonly rollouts: RolloutStore,
    private readonly moves: RolloutMoves,
    private readonly endings: RolloutEndings,
    private readonly versionWatch: VersionWatch,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async watch(rollout: RolloutRecord): Promise<boolean> {
    const { model, version } = rollout;
    const serving = await this.registry.resolve(model, 'champion');
    if (serving?.reference.version !== version) {
      const now = serving?.reference.version;
      if (rollout.watch?.verdict === 'worse') return this.rolledBack(rollout, now);
      return this.endings.end(rollout, 'rolled_back', `${await this.endings.describeMove(model, now)}.`);
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
    // Two clocks said the two; nothing serves before it is promoted.
    const promoted = Date.parse(rollout.stations.promoted ?? '') || 0;
    const stations = reach(rollout.stations, 'serving', new Date(Math.max(at.getTime(), promoted)));
    await this.moves.move(rollout, { stations });
    return stations;
  }

  /** What it found is written first: a kill between the two steps must not make it a rollback by hand. */
  private async rollBack(rollout: RolloutRecord, { watch, reason = '' }: WatchLook): Promise<boolean> {
    const { id, model, champion, version, correlationId } = rollout;
    await this.moves.move(rollout, { watch, reason });
    const options = { ifChampion: version ?? '', rollout: { id, correlationId } };
    try {
      await this.registry.promote(model, champion, `rollout ${id}: ${reason}`, systemIdentity, options);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      return true;
    }
    return this.rolledBack(await this.rollouts.get(id), champion);
  }

  /** `serving`: what serves instead; a person may have promoted yet another version before the one before came back. */
  private async rolledBack(rollout: RolloutRecord, serving: string | undefined): Promise<boolean> {
    const { model, champion, version, reason } = rollout;
    await this.registry.reject(model, version ?? '', [reason ?? '']);
    const stations = reach(rollout.stations, 'watched', this.clock());
    const instead = serving === champion ? '' : ` ${await this.endings.describeMove(model, serving)}.`;
    await this.moves.move(rollout, { status: 'rolled_back', reason: `${reason ?? ''}${instead}`, stations });
    this.logger.warn({ rollout: rollout.id, model, version, serving, reason }, 'a version was rolled back');
    return true;
  }
}
