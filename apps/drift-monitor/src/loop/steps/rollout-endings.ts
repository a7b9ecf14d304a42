import { LOGGER, type Logger } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RolloutMoves } from '../../rollouts/rollout-moves.js';
import type { RolloutRecord } from '../../rollouts/rollout-record.js';

/** How rollouts end without a verdict on their version. */
@Injectable()
export class RolloutEndings {
  constructor(
    private readonly moves: RolloutMoves,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Another version serves than the one that the rollout began against. */
  overtaken(rollout: RolloutRecord, serving: string | undefined): Promise<true> {
    const reason = `Version ${serving} was promoted meanwhile; this rollout began when ${rollout.champion} served.`;
    return this.end(rollout, 'failed', reason);
  }

  async end(rollout: RolloutRecord, status: 'failed' | 'rolled_back', reason: string): Promise<true> {
    await this.moves.move(rollout, { status, reason });
    this.logger.warn({ rollout: rollout.id, model: rollout.model, status, reason }, 'a rollout ended');
    return true;
  }
}
