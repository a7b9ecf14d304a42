import { HttpProblem } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';

/** The labels that feedback may name: those the champion has learned. */
@Injectable()
export class KnownLabels {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  /** @throws HttpProblem 400 naming each unlearned label, 503 while there is no champion */
  async require(labels: Readonly<Record<string, string | undefined>>): Promise<void> {
    const stated = Object.entries(labels).filter(([, label]) => label !== undefined);
    if (stated.length === 0) return;
    const champion = await this.registry.resolve(this.options.triageModel, 'champion');
    if (champion === undefined) {
      throw new HttpProblem(503, 'model_not_loaded', 'No model has been trained yet, so no label is known.');
    }
    const known = new Map(champion.card.heads.map((head) => [head.name, head.labels]));
    const errors = stated
      .filter(([head, label]) => !known.get(head)?.includes(label ?? ''))
      .map(([head]) => ({ field: `body.${head}`, message: `must be one of ${(known.get(head) ?? []).join(', ')}` }));
    if (errors.length > 0) throw new HttpProblem(400, 'unknown_label', 'The feedback names an unknown label.', errors);
  }
}
