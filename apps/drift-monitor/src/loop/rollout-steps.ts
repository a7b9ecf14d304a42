import type { Rollout } from '@driftdesk/contracts';
import { Injectable } from '@nestjs/common';
import type { RolloutRecord } from '../rollouts/rollout-record.js';
import { PromotionSteps } from './steps/promotion-steps.js';
import { TrainingSteps } from './steps/training-steps.js';
import { ValidationStep } from './steps/validation-step.js';
import { WatchStep } from './steps/watch-step.js';

type Step = (rollout: RolloutRecord) => Promise<boolean>;

/**
 * What a rollout does next, by its status. A step that a kill interrupts is taken again: each looks what is there already,
 * and writes what it did in one transaction with its event.
 */
@Injectable()
export class RolloutSteps {
  private readonly steps: Partial<Record<Rollout['status'], Step>>;

  constructor(training: TrainingSteps, validation: ValidationStep, promotion: PromotionSteps, watch: WatchStep) {
    this.steps = {
      waiting_labels: (rollout) => training.train(rollout),
      training: (rollout) => training.takeVersion(rollout),
      validating: (rollout) => validation.validate(rollout),
      proposed: (rollout) => promotion.propose(rollout),
      promoting: (rollout) => promotion.promote(rollout),
      watching: (rollout) => watch.watch(rollout),
    };
  }

  /** @returns whether the rollout moved on, so that it may move on again */
  async take(rollout: RolloutRecord): Promise<boolean> {
    return (await this.steps[rollout.status]?.(rollout)) ?? false;
  }
}
