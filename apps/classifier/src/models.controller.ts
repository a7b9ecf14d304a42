import { getModel, listModels, predict, type RequestOf, ticketText } from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';
import { ModelReader } from './model-reader.js';
import { ModelServer } from './model-server.js';
import { descriptionOf, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';

/** Models, what serves, and what that says of a text. */
@Controller()
export class ModelsController {
  constructor(
    private readonly models: ModelServer,
    private readonly reader: ModelReader,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  @HttpRoute(listModels)
  async list() {
    return { items: await Promise.all([...this.descriptions.keys()].map((name) => this.reader.describe(name))) };
  }

  @HttpRoute(getModel)
  get(@Input() { params }: RequestOf<typeof getModel>) {
    return this.reader.describe(params.name);
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
}
