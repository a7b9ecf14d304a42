import { HttpProblem } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';

/** The labels that feedback may name: the registered ones, whether the champion has learned them or not. */
@Injectable()
export class KnownLabels {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  /** @throws HttpProblem 400 naming each unregistered label, 503 while the model is not known */
  async require(labels: Readonly<Record<string, string | undefined>>): Promise<void> {
    const stated = Object.entries(labels).filter(([, label]) => label !== undefined);
    if (stated.length === 0) return;
    const { triageModel } = this.options;
    const heads = await this.registry.labels(triageModel);
    if (heads.length === 0) {
      throw new HttpProblem(503, 'model_not_loaded', `There is no model ${triageModel}, so no label is known.`);
    }
    const known = new Map(heads.map((head) => [head.name, head.labels.map(({ label }) => label)]));
    const errors = stated
      .filter(([head, label]) => !known.get(head)?.includes(label ?? ''))
      .map(([head]) => ({ field: `body.${head}`, message: `must be one of ${(known.get(head) ?? []).join(', ')}` }));
    if (errors.length === 0) return;
    const detail = `The feedback names an unknown label. POST /v1/models/${triageModel}/labels registers a new one.`;
    throw new HttpProblem(400, 'unknown_label', detail, errors);
  }
}
