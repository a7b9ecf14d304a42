import { type Author, addLabel, listLabels, type RequestOf } from '@driftdesk/contracts';
import { AuthoredBy, conflict, HttpProblem, HttpRoute, Input } from '@driftdesk/platform';
import { LabelRefused, REGISTRY, type RegisteredLabel, type Registry } from '@driftdesk/registry';
import { Controller, Inject } from '@nestjs/common';
import { descriptionOf, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';

/** The labels that a model's heads may learn. */
@Controller()
export class LabelsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  @HttpRoute(listLabels)
  async list(@Input() { params }: RequestOf<typeof listLabels>) {
    descriptionOf(this.descriptions, params.name);
    const champion = await this.registry.resolve(params.name, 'champion');
    const learned = new Map(champion?.card.heads.map(({ name, labels }) => [name, new Set(labels)]));
    const heads = await this.registry.labels(params.name);
    return {
      champion: champion?.reference.version ?? null,
      heads: heads.map(({ name, labels }) => ({
        name,
        labels: labels.map((label) => toView(label, learned.get(name)?.has(label.label) ?? false)),
      })),
    };
  }

  @HttpRoute(addLabel)
  async add(@Input() { params, body }: RequestOf<typeof addLabel>, @AuthoredBy() author: Author) {
    descriptionOf(this.descriptions, params.name);
    try {
      const added = await this.registry.addLabel(params.name, body.head, body.label, author);
      return { head: body.head, ...toView(added, false) };
    } catch (error) {
      throw error instanceof LabelRefused ? toProblem(error) : error;
    }
  }
}

function toView({ label, origin, addedBy, addedAt }: RegisteredLabel, learned: boolean) {
  return { label, origin, addedBy, addedAt: addedAt?.toISOString(), learned };
}

function toProblem({ reason, message }: LabelRefused): HttpProblem {
  if (reason === 'label_exists') return conflict(reason, message);
  return new HttpProblem(400, reason, message, [{ field: 'body.head', message }]);
}
