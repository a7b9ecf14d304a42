import {
  type Author,
  createDocument,
  deleteDocument,
  getDocument,
  listDocuments,
  replaceDocument,
  type RequestOf,
  searchKnowledge,
} from '@driftdesk/contracts';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { detectLanguage } from '@driftdesk/language';
import { AuthoredBy, conflict, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DocumentReader } from './documents/document-reader.js';
import { DocumentWarnings } from './documents/document-warnings.js';
import { KnowledgeBase } from './documents/knowledge-base.js';
import { refuseMarkup } from './documents/refuse-markup.js';
import { PassageSearch } from './search/passage-search.js';

@Controller()
export class KnowledgeController {
  constructor(
    private readonly knowledge: KnowledgeBase,
    private readonly documents: DocumentReader,
    private readonly warnings: DocumentWarnings,
    private readonly passages: PassageSearch,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
  ) {}

  @HttpRoute(listDocuments)
  list(@Input() { query }: RequestOf<typeof listDocuments>) {
    return this.documents.list(query);
  }

  @HttpRoute(createDocument)
  async create(
    @Input() { body }: RequestOf<typeof createDocument>,
    @AuthoredBy() author: Author,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    refuseMarkup(body.body);
    const { externalId, ...document } = body;
    const provenance = { source: 'api', externalId, author } as const;
    const { id, created } = await this.knowledge.create(document, provenance);
    if (!created) {
      throw conflict('external_id_taken', `Document ${id} has this externalId already. Replace that one with PUT.`);
    }
    void reply.header('location', `/v1/knowledge/documents/${id}`);
    return this.existing(id);
  }

  @HttpRoute(getDocument)
  get(@Input() { params }: RequestOf<typeof getDocument>) {
    return this.existing(params.id);
  }

  @HttpRoute(replaceDocument)
  async replace(@Input() { params, body }: RequestOf<typeof replaceDocument>, @AuthoredBy() author: Author) {
    refuseMarkup(body.body);
    if (!(await this.knowledge.replace(params.id, body, author))) throw notFound('document');
    return this.existing(params.id);
  }

  @HttpRoute(deleteDocument)
  async delete(@Input() { params }: RequestOf<typeof deleteDocument>): Promise<void> {
    if (!(await this.knowledge.delete(params.id))) throw notFound('document');
  }

  @HttpRoute(searchKnowledge)
  async search(@Input() { body }: RequestOf<typeof searchKnowledge>) {
    const { query, queue, limit } = body;
    const [embedding] = await this.embedder.embed([query]);
    if (embedding === undefined) throw new Error('the embedder returned no vector');
    const language = body.language ?? (await detectLanguage(query));
    const [passages] = await this.passages.search([{ text: query, embedding, queue, language }], limit);
    return { passages };
  }

  private async existing(id: string) {
    const document = await this.documents.find(id);
    if (document === undefined) throw notFound('document');
    const warnings = await this.warnings.of(document);
    return { ...document, ...(warnings.length === 0 ? {} : { warnings }) };
  }
}
