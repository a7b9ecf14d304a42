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
import { HttpProblem, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Controller, Inject } from '@nestjs/common';
import { MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';
import { ModelServer } from './model-server.js';

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
    this.descriptionOf(params.name);
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
    this.descriptionOf(params.name);
    const version = await this.registry.find(params.name, params.version);
    if (version === undefined) throw notFound('version');
    return version.card;
  }

  @HttpRoute(promoteVersion)
  async promote(@Input() { params, body }: RequestOf<typeof promoteVersion>) {
    const { name, version } = params;
    this.descriptionOf(name);
    if ((await this.registry.find(name, version)) === undefined) throw notFound('version');
    await this.registry.promote(name, version, body.reason ?? 'promoted by hand', defaultIdentity);
    // Every watcher hears of it; whoever promoted wants to read that it serves.
    await this.models.refresh(name);
    return this.describe(name);
  }

  @HttpRoute(predict)
  async predict(@Input() { params, body }: RequestOf<typeof predict>) {
    this.descriptionOf(params.name);
    const texts = ('tickets' in body ? body.tickets : [body]).map(ticketText);
    this.requireModel(params.name);
    const embeddings = await this.embedder.embed(texts);
    const { loaded, reference } = this.requireModel(params.name);
    const rows = texts.map((text, index) => ({ text, embedding: embeddings[index] ?? new Float32Array() }));
    return {
      model: { name: reference.name, version: reference.version, trainedOn: loaded.card.trainedOn },
      predictions: await loaded.predict(rows),
    };
  }

  private async describe(name: string) {
    const description = this.descriptionOf(name);
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

  private descriptionOf(name: string): string {
    const description = this.descriptions.get(name);
    if (description === undefined) throw notFound('model');
    return description;
  }

  private requireModel(name: string) {
    const served = this.models.get(name);
    if (served !== undefined) return served;
    throw new HttpProblem(503, 'model_not_loaded', `No version of ${name} is loaded. See /v1/models/${name}.`);
  }
}
