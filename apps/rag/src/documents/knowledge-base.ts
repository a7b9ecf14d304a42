import type { Author, DocumentBody } from '@driftdesk/contracts';
import { DATABASE, type Database, type Transaction } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { detectLanguage } from '@driftdesk/language';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { knownEmbeddings, preparePassages, replacePassages } from './passages.js';

/** Where a document came from; `origin` names what it was made from, once. */
export interface Provenance {
  readonly source: 'demo' | 'api' | 'resolution';
  readonly origin?: string;
  readonly author: Author;
}

/** Documents and their passages: embedded before the transaction, written in it. */
@Injectable()
export class KnowledgeBase {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
  ) {}

  /** Adds a document. @returns its id */
  async create(document: DocumentBody, provenance: Provenance): Promise<string> {
    const write = await this.prepare(document, provenance);
    return this.database.transaction(write);
  }

  /** Embeds a new document; what it returns writes it, unless one of the same origin is there, and gives its id. */
  async prepare(document: DocumentBody, provenance: Provenance): Promise<(tx: Transaction) => Promise<string>> {
    const id = uuidv7();
    const row = { ...toRow(document), ...toProvenanceRow(provenance) };
    const passages = await preparePassages(this.embedder, id, row, new Map());
    return async (tx) => {
      const existing = await tx.document.findFirst({
        where: { origin: provenance.origin ?? id },
        select: { id: true },
      });
      if (existing !== null) return existing.id;
      const at = new Date();
      await tx.document.create({ data: { ...row, id, createdAt: at, updatedAt: at } });
      await replacePassages(tx, id, row.language, row.title, passages);
      return id;
    };
  }

  /** Replaces a document; unchanged passages keep their embeddings. @returns false when there is none */
  async replace(id: string, document: DocumentBody, author: Author): Promise<boolean> {
    const row = toRow(document);
    const passages = await preparePassages(this.embedder, id, row, await knownEmbeddings(this.database, id));
    return this.database.transaction(async (tx) => {
      const data = { ...row, authorId: author.id, authorRole: author.role, updatedAt: new Date() };
      const updated = await tx.document.updateMany({ where: { id }, data });
      if (updated.count === 0) return false;
      await replacePassages(tx, id, row.language, row.title, passages);
      return true;
    });
  }

  /** @returns false when there is none */
  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.prisma.document.deleteMany({ where: { id } });
    return deleted.count > 0;
  }

  /** Embeds passages again that another embedding model made. @returns how many documents that concerned */
  async reembed(onProgress: (done: number, total: number) => void = () => undefined): Promise<number> {
    const stale = await this.database.prisma.document.findMany({
      where: { passages: { some: { embeddingDigest: { not: this.embedder.digest } } } },
    });
    for (const [index, document] of stale.entries()) {
      const passages = await preparePassages(this.embedder, document.id, document, new Map());
      await this.database.transaction((tx) =>
        replacePassages(tx, document.id, document.language, document.title, passages),
      );
      onProgress(index + 1, stale.length);
    }
    return stale.length;
  }
}

function toRow(document: DocumentBody) {
  const { title, body, queue, url } = document;
  const language = document.language ?? detectLanguage(`${title}\n${body}`);
  return { title, body, language, queue: queue ?? null, url: url ?? null };
}

function toProvenanceRow({ source, origin, author }: Provenance) {
  return { source, origin: origin ?? null, authorId: author.id, authorRole: author.role };
}
