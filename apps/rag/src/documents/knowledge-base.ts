import type { Author, DocumentBody } from '@driftdesk/contracts';
import { DATABASE, type Database, type Sql } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { detectLanguage } from '@driftdesk/language';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { notifyDocumentChanged } from './document-changes-channel.js';
import { knownEmbeddings, preparePassages, replacePassages } from './passages.js';

/** Where a document came from; `origin` names what it was made from, once. */
export interface Provenance {
  readonly source: 'demo' | 'api' | 'resolution';
  readonly origin?: string;
  /** The caller's own name of it, once. */
  readonly externalId?: string | undefined;
  readonly author: Author;
}

/** Which document stands for what was to be written. */
export interface Written {
  readonly id: string;
  /** Whether it was written now, or one of the same origin or external id was there. */
  readonly created: boolean;
}

/** Documents and their passages: embedded before the transaction, written in it. */
@Injectable()
export class KnowledgeBase {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
  ) {}

  /** Adds a document, unless one of the same origin or external id is there. */
  async create(document: DocumentBody, provenance: Provenance): Promise<Written> {
    const write = await this.prepare(document, provenance);
    return this.database.transaction(write);
  }

  /** Embeds a new document; what it returns writes it. */
  async prepare(document: DocumentBody, provenance: Provenance): Promise<(sql: Sql) => Promise<Written>> {
    const id = uuidv7();
    const row = { ...(await toRow(document)), ...toProvenanceRow(provenance) };
    const passages = await preparePassages(this.embedder, id, row, new Map());
    return async (sql) => {
      const existing = await insertDocument(sql, id, row);
      if (existing !== undefined) return { id: existing, created: false };
      await replacePassages(sql, id, row, passages);
      return { id, created: true };
    };
  }

  /** Replaces a document; unchanged passages keep their embeddings. @returns false when there is none */
  async replace(id: string, document: DocumentBody, author: Author): Promise<boolean> {
    const row = await toRow(document);
    const passages = await preparePassages(this.embedder, id, row, await knownEmbeddings(this.database, id));
    return this.database.transaction(async (sql) => {
      if ((await updateDocument(sql, id, row, author)) === 0) return false;
      await replacePassages(sql, id, row, passages);
      return true;
    });
  }

  /** @returns false when there is none */
  async delete(id: string): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      if ((await sql.execute('DELETE FROM rag.documents WHERE id = $1::uuid', id)) === 0) return false;
      await notifyDocumentChanged(sql, id);
      return true;
    });
  }

  /** Embeds passages again that another embedding model made. @returns how many documents that concerned */
  async reembed(onProgress: (done: number, total: number) => void = () => undefined): Promise<number> {
    const stale = await this.database.prisma.document.findMany({
      where: { passages: { some: { embeddingDigest: { not: this.embedder.digest } } } },
    });
    for (const [index, document] of stale.entries()) {
      const passages = await preparePassages(this.embedder, document.id, document, new Map());
      await this.database.transaction((sql) => replacePassages(sql, document.id, document, passages));
      onProgress(index + 1, stale.length);
    }
    return stale.length;
  }
}

async function toRow(document: DocumentBody) {
  const { title, body, queue, url, tags = [] } = document;
  const language = document.language ?? (await detectLanguage(`${title}\n${body}`));
  return { title, body, language, queue: queue ?? null, url: url ?? null, tags };
}

function toProvenanceRow({ source, origin, externalId, author }: Provenance) {
  const identity = { origin: origin ?? null, externalId: externalId ?? null };
  return { source, ...identity, authorId: author.id, authorRole: author.role };
}

type DocumentRow = Awaited<ReturnType<typeof toRow>>;

/** @returns the id of the document that has the same origin or external id already, if there is one */
async function insertDocument(
  sql: Sql,
  id: string,
  row: DocumentRow & ReturnType<typeof toProvenanceRow>,
): Promise<string | undefined> {
  const inserted = await sql.execute(
    `INSERT INTO rag.documents (id, origin, external_id, source, title, body, language, queue, url, tags, author_id,
                                author_role, created_at, updated_at)
     VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, now(), now()) ON CONFLICT DO NOTHING`,
    ...[id, row.origin, row.externalId, row.source, row.title, row.body, row.language, row.queue, row.url, row.tags],
    ...[row.authorId, row.authorRole],
  );
  if (inserted === 1) return undefined;
  const [existing] = await sql.query<{ id: string }>(
    'SELECT id FROM rag.documents WHERE origin = $1 OR external_id = $2',
    row.origin,
    row.externalId,
  );
  return existing?.id;
}

/** @returns the number of documents with that id: 0 or 1 */
function updateDocument(sql: Sql, id: string, row: DocumentRow, author: Author): Promise<number> {
  return sql.execute(
    `UPDATE rag.documents SET title = $2, body = $3, language = $4, queue = $5, url = $6, tags = $7::text[],
            author_id = $8, author_role = $9, updated_at = now()
     WHERE id = $1::uuid`,
    ...[id, row.title, row.body, row.language, row.queue, row.url, row.tags, author.id, author.role],
  );
}
