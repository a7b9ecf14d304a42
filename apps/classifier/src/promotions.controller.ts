import { type Author, promoteVersion, type RequestOf, rollbackModel } from '@driftdesk/contracts';
import { AuthoredBy, conflict, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { type Promotion, PromotionRefused, REGISTRY, type Registry } from '@driftdesk/registry';
import { Controller, Inject } from '@nestjs/common';
import { forgottenLabels } from './card/forgotten-labels.js';
import { ModelReader } from './model-reader.js';
import { ModelServer } from './model-server.js';
import { descriptionOf, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';

/** Which version serves, changed by hand: forth and back. */
@Controller()
export class PromotionsController {
  constructor(
    private readonly models: ModelServer,
    private readonly reader: ModelReader,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  @HttpRoute(promoteVersion)
  promote(@Input() { params, body }: RequestOf<typeof promoteVersion>, @AuthoredBy() author: Author) {
    const { name, version } = params;
    const reason = body.reason ?? 'promoted by hand';
    return this.change(name, () => this.registry.promote(name, version, reason, author));
  }

  @HttpRoute(rollbackModel)
  rollback(@Input() { params: { name }, body }: RequestOf<typeof rollbackModel>, @AuthoredBy() author: Author) {
    const reason = body.reason ?? 'rolled back by hand';
    return this.change(name, () => this.registry.rollback(name, reason, author));
  }

  private async change(name: string, promotion: () => Promise<Promotion>) {
    descriptionOf(this.descriptions, name);
    const { version, from } = await promotion().catch((error: unknown) => {
      throw error instanceof PromotionRefused ? toProblem(error) : error;
    });
    // Every watcher hears of it; whoever promoted wants to read that it serves.
    await this.models.refresh(name);
    return { ...(await this.reader.describe(name)), forgets: await this.forgotten(name, version, from) };
  }

  /** What one version has not learned of what the one before it knows. */
  private async forgotten(name: string, version: string, before: string | null) {
    const [now, then] = await Promise.all([version, before ?? ''].map((one) => this.registry.find(name, one)));
    return now === undefined || then === undefined ? [] : forgottenLabels(now.card, then.card);
  }
}

function toProblem({ reason, message }: PromotionRefused) {
  return reason === 'unknown_version' ? notFound('version') : conflict(reason, message);
}
