import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Inject, Injectable } from '@nestjs/common';
import { ModelServer } from './model-server.js';
import { descriptionOf, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';

/** Tells of a model what its folder, the registry and this process know. */
@Injectable()
export class ModelReader {
  constructor(
    private readonly models: ModelServer,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  /** Champion, what is loaded, and why these differ. @throws HttpProblem 404 when there is no such model */
  async describe(name: string) {
    const description = descriptionOf(this.descriptions, name);
    const champion = await this.registry.resolve(name, 'champion');
    const served = this.models.get(name);
    const problem = this.models.problemOf(name);
    return {
      name,
      description,
      champion: champion?.reference.version ?? null,
      trainedOn: champion?.card.trainedOn ?? null,
      loaded: served?.reference.version ?? null,
      status: problem !== undefined ? 'degraded' : served === undefined ? 'not_loaded' : 'ok',
      problem,
    };
  }
}
