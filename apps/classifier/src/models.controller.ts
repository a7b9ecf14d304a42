import {
  getModel,
  getVersion,
  listModels,
  listVersions,
  predict,
  promoteVersion,
  type RequestOf,
  ticketText,
} from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { defaultIdentity } from '@driftdesk/governance';
import { HttpRoute, Input, notFound } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Controller, Inject } from '@nestjs/common';
import { ModelServer } from './model-server.js';
import { descriptionOf, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';

@Controller()
export class ModelsController {
  constructor(
    private readonly models: ModelServer,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  @HttpRoute(listModels)
  async list() {
    return { items: await Promise.all([...this.descriptions.keys()].map((name) => this.describe(name))) };
  }

  @HttpRoute(getModel)
  get(@Input() { params }: RequestOf<typeof getModel>) {
    return this.describe(params.name);
  }

  @HttpRoute(listVersions)
  async versions(@Input() { params }: RequestOf<typeof listVersions>) {
    descriptionOf(this.descriptions, params.name);
    const versions = await this.registry.list(params.name);
    return {
      items: versions.map(({ reference, card, aliases }) => ({
        version: reference.version,
        createdAt: card.createdAt,
        trainedOn: card.trainedOn,
        aliases,
      })),
    };
  }

  @HttpRoute(getVersion)
  async version(@Input() { params }: RequestOf<typeof getVersion>) {
    descriptionOf(this.descriptions, params.name);
    const version = await this.registry.find(params.name, params.version);
    if (version === undefined) throw notFound('version');
    return version.card;
  }

  @HttpRoute(promoteVersion)
  async promote(@Input() { params, body }: RequestOf<typeof promoteVersion>) {
    const { name, version } = params;
    descriptionOf(this.descriptions, name);
    if ((await this.registry.find(name, version)) === undefined) throw notFound('version');
    await this.registry.promote(name, version, body.reason ?? 'promoted by hand', defaultIdentity);
    // Every watcher hears of it; whoever promoted wants to read that it serves.
    await this.models.refresh(name);
    return this.describe(name);
  }

  @HttpRoute(predict)
  async predict(@Input() { params, body }: RequestOf<typeof predict>) {
    descriptionOf(this.descriptions, params.name);
    const texts = ('tickets' in body ? body.tickets : [body]).map(ticketText);
    this.models.require(params.name);
    const embeddings = await this.embedder.embed(texts);
    const { loaded, reference } = this.models.require(params.name);
    const rows = texts.map((text, index) => ({ text, embedding: embeddings[index] ?? new Float32Array() }));
    return {
      model: { name: reference.name, version: reference.version, trainedOn: loaded.card.trainedOn },
      predictions: await loaded.predict(rows),
    };
  }

  private async describe(name: string) {
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
