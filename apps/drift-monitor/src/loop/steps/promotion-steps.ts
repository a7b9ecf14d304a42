import { systemIdentity } from '@driftdesk/governance';
import { LOGGER, type Logger } from '@driftdesk/platform';
import { PromotionRefused, REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../clock.js';
import { type Move, RolloutMoves } from '../../rollouts/rollout-moves.js';
import { reach, type RolloutChange, type RolloutRecord } from '../../rollouts/rollout-record.js';
import { RolloutStore } from '../../rollouts/rollout-store.js';
import { LoopSettings } from '../loop-settings.js';
import { RolloutEndings } from './rollout-endings.js';

/** From a version that passed its gates to one that serves. */
@Injectable()
export class PromotionSteps {
  constructor(
    private readonly rollouts: RolloutStore,
    private readonly moves: RolloutMoves,
    private readonly endings: RolloutEndings,
    private readonly settings: LoopSettings,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Waits for a person, unless the loop may promote by itself. */
  async propose(rollout: RolloutRecord): Promise<boolean> {
    const serving = await this.serving(rollout);
    if (serving === rollout.version) return this.promoted(rollout);
    if (serving !== rollout.champion) return this.endings.overtaken(rollout, serving);
    const { autonomy, paused } = await this.settings.get();
    if (autonomy !== 'auto' || paused) return false;
    await this.moves.move(rollout, { status: 'promoting' });
    return true;
  }

  async promote(rollout: RolloutRecord): Promise<boolean> {
    const { id, model, champion, correlationId } = rollout;
    const version = rollout.version ?? '';
    const serving = await this.serving(rollout);
    if (serving !== version && serving !== champion) return this.endings.overtaken(rollout, serving);
    if (serving !== version) {
      const options = { ifChampion: champion, rollout: { id, correlationId } };
      try {
        await this.registry.promote(model, version, `rollout ${id}: every gate passed`, systemIdentity, options);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        return true;
      }
    }
    return this.promoted(rollout);
  }

  /** From here on the version is watched; one that was watched before has shown what it could. */
  private async promoted(rollout: RolloutRecord): Promise<boolean> {
    const { model, version } = rollout;
    const stations = reach(rollout.stations, 'promoted', this.clock());
    const others = (await this.rollouts.unfinished(model)).filter(({ status }) => status === 'watching');
    const moves = [
      ...others.map((other): Move => [other, superseded(other)]),
      [rollout, { status: 'watching', stations }] as const,
    ];
    await this.moves.moveAll(moves);
    this.logger.info({ rollout: rollout.id, model, version }, 'a version was promoted and is watched');
    return true;
  }

  private async serving({ model }: RolloutRecord): Promise<string | undefined> {
    return (await this.registry.resolve(model, 'champion'))?.reference.version;
  }
}

/** Another version was promoted just then: the next look sees which. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof PromotionRefused && error.reason === 'champion_changed';
}

function superseded({ watch }: RolloutRecord): RolloutChange {
  const nothing = { tickets: 0, labels: 0 };
  return {
    status: 'kept',
    watch: { ...(watch ?? nothing), verdict: 'superseded' },
    reason: 'Another version was promoted meanwhile.',
  };
}
