import {
  getModelSignature,
  getVersion,
  getVersionCard,
  listModelHistory,
  listVersions,
  type RequestOf,
} from '@driftdesk/contracts';
import { decodeSerialCursor, encodeSerialCursor, HttpProblem, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { REGISTRY, type RegisteredVersion, type Registry } from '@driftdesk/registry';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { cardMarkdown } from './card/card-markdown.js';
import { forgottenLabels } from './card/forgotten-labels.js';
import {
  CLASSIFIER_OPTIONS,
  type ClassifierOptions,
  descriptionOf,
  MODEL_DESCRIPTIONS,
  type ModelDescriptions,
} from './options.js';

/** What is known of a model's versions: cards, who vouches for them, what served when. */
@Controller()
export class RegistryController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLASSIFIER_OPTIONS) private readonly options: ClassifierOptions,
    @Inject(MODEL_DESCRIPTIONS) private readonly descriptions: ModelDescriptions,
  ) {}

  @HttpRoute(listVersions)
  async versions(@Input() { params }: RequestOf<typeof listVersions>) {
    descriptionOf(this.descriptions, params.name);
    const versions = await this.registry.list(params.name);
    const champion = versions.find(({ aliases }) => aliases.includes('champion'));
    return {
      items: versions.map(({ reference, card, aliases, rejection }) => ({
        version: reference.version,
        createdAt: card.createdAt,
        trainedOn: card.trainedOn,
        aliases,
        rejected: rejection === undefined ? null : { at: rejection.at.toISOString(), reasons: rejection.reasons },
        forgets: champion === undefined ? [] : forgottenLabels(card, champion.card),
      })),
    };
  }

  @HttpRoute(getVersion)
  async version(@Input() { params }: RequestOf<typeof getVersion>) {
    return (await this.find(params)).card;
  }

  @HttpRoute(getVersionCard)
  async card(@Input() { params }: RequestOf<typeof getVersionCard>, @Res({ passthrough: true }) reply: FastifyReply) {
    const markdown = cardMarkdown(await this.find(params), descriptionOf(this.descriptions, params.name));
    void reply.type('text/markdown; charset=utf-8');
    return markdown;
  }

  @HttpRoute(getModelSignature)
  async signature(@Input() { params }: RequestOf<typeof getModelSignature>) {
    descriptionOf(this.descriptions, params.name);
    const champion = await this.registry.resolve(params.name, 'champion');
    if (champion === undefined) throw notFound('champion');
    const { signature, reference } = champion;
    if (signature === undefined) {
      throw new HttpProblem(404, 'not_signed', `Version ${reference.version} is not signed, so it does not serve.`);
    }
    const key = this.options.trustedKeys.find(({ keyId }) => keyId === signature.keyId);
    return {
      version: reference.version,
      digest: reference.digest,
      algorithm: 'Ed25519',
      keyId: signature.keyId,
      signature: signature.value,
      publicKey: key?.publicKey ?? null,
      signedAt: signature.signedAt.toISOString(),
    };
  }

  @HttpRoute(listModelHistory)
  async history(@Input() { params, query }: RequestOf<typeof listModelHistory>) {
    descriptionOf(this.descriptions, params.name);
    const before = decodeSerialCursor(query.cursor);
    const changes = await this.registry.history(params.name, { limit: query.limit + 1, before });
    const page = changes.slice(0, query.limit);
    const last = changes.length > page.length ? page.at(-1) : undefined;
    return {
      items: page.map(({ id: _, at, ...change }) => ({ ...change, at: at.toISOString() })),
      nextCursor: encodeSerialCursor(last?.id),
    };
  }

  private async find({ name, version }: { name: string; version: string }): Promise<RegisteredVersion> {
    descriptionOf(this.descriptions, name);
    const found = await this.registry.find(name, version);
    if (found === undefined) throw notFound('version');
    return found;
  }
}
