import { explain, getVersionExplanation, type ModelReference, type RequestOf, ticketText } from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { readVersion, VersionCorrupt, type VersionContent } from '@driftdesk/inference';
import { HttpProblem, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Controller, Inject } from '@nestjs/common';
import { locateWord } from './locate-word.js';
import { ModelServer } from './model-server.js';
import { descriptionOf, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';

/** Why a model says what it says: of one text, and overall. */
@Controller()
export class ExplanationsController {
  constructor(
    private readonly models: ModelServer,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  @HttpRoute(explain)
  async explain(@Input() { params, body }: RequestOf<typeof explain>) {
    descriptionOf(this.descriptions, params.name);
    this.models.require(params.name);
    const text = ticketText(body);
    const [embedding = new Float32Array()] = await this.embedder.embed([text]);
    const { loaded, reference } = this.models.require(params.name);
    const { heads, words } = await orUnreadable(loaded.explain({ text, embedding }));
    return {
      model: { name: reference.name, version: reference.version, trainedOn: loaded.card.trainedOn },
      heads,
      words: words.map(({ shares, ...span }) => ({ ...locateWord(body, text, span), shares })),
    };
  }

  @HttpRoute(getVersionExplanation)
  async version(@Input() { params }: RequestOf<typeof getVersionExplanation>) {
    descriptionOf(this.descriptions, params.name);
    const version = await this.registry.find(params.name, params.version);
    if (version === undefined) throw notFound('version');
    const { explanation } = await orUnreadable(this.read(version.reference));
    if (explanation !== undefined) return explanation;
    const detail = `Version ${params.version} was trained before versions kept an explanation. The next one has it.`;
    throw new HttpProblem(404, 'not_explained', detail);
  }

  private async read(version: ModelReference): Promise<VersionContent> {
    return readVersion(await this.registry.fetch(version), version.digest);
  }
}

/** A version's files are read when they are asked for; by then they may be damaged. */
async function orUnreadable<Value>(reading: Promise<Value>): Promise<Value> {
  return reading.catch((error: unknown) => {
    throw error instanceof VersionCorrupt ? new HttpProblem(503, 'version_unreadable', error.message) : error;
  });
}
