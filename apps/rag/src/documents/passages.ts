import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Sql } from '@driftdesk/database';
import type { Embedder } from '@driftdesk/embeddings';
import pgvector from 'pgvector';
import { notifyDocumentChanged } from './document-changes-channel.js';
import { splitDocument } from './split-document.js';

/** A passage ready to be written; `embedding` is in pgvector's text form. */
export interface PreparedPassage {
  readonly id: string;
  readonly position: number;
  readonly section: string | null;
  /** Words to find it by that stand in neither. */
  readonly context: string | null;
  readonly text: string;
  readonly digest: string;
  readonly embeddingDigest: string;
  readonly embedding: string;
}

/** Passages of one statement: the embedded store holds the event loop for each, a long passage for 4 ms. */
const passagesPerStatement = 4;
/** Vectors that are turned into text in a row: a thousand take 80 ms. */
const vectorsPerTurn = 64;

/** Splits a document and embeds each passage whose digest is not among `known` (digest → embedding). */
export async function preparePassages(
  embedder: Embedder,
  documentId: string,
  document: { title: string; body: string },
  known: ReadonlyMap<string, string>,
): Promise<PreparedPassage[]> {
  const drafts = splitDocument(document.body).map((draft) => {
    // The title and section say what a bare list of steps is about.
    const embedded = [document.title, draft.context, draft.section, draft.text].filter(Boolean).join('\n');
    return { ...draft, embedded, digest: digestOf(embedder.digest, embedded) };
  });
  const fresh = drafts.filter(({ digest }) => !known.has(digest));
  const vectors = await embedder.embed(fresh.map(({ embedded }) => embedded));
  const made = new Map<string, string>();
  for (const [index, { digest }] of fresh.entries()) {
    if (index % vectorsPerTurn === 0) await nextTurn();
    made.set(digest, toSql(vectors[index]));
  }
  return drafts.map(({ section, context, text, digest }, position) => ({
    id: `${documentId}/${position}`,
    position,
    section: section ?? null,
    context: context ?? null,
    text,
    digest,
    embeddingDigest: embedder.digest,
    embedding: known.get(digest) ?? made.get(digest) ?? '',
  }));
}

function digestOf(embeddingModel: string, text: string): string {
  return createHash('sha256').update(`${embeddingModel}\n${text}`).digest('hex');
}

/** pgvector's text form of a vector. */
export function toSql(vector: Float32Array | undefined): string {
  return pgvector.toSql(Array.from(vector ?? [])) as string;
}

/** Digest → embedding of a document's passages as they are. */
export async function knownEmbeddings(database: Database, documentId: string): Promise<Map<string, string>> {
  const rows = await database.sql.query<{ digest: string; embedding: string }>(
    'SELECT digest, embedding::text FROM rag.passages WHERE document_id = $1::uuid',
    documentId,
  );
  return new Map(rows.map(({ digest, embedding }) => [digest, embedding]));
}

/** Writes a document's passages in place of those it had. */
export async function replacePassages(
  sql: Sql,
  documentId: string,
  document: { title: string; language: string; queue: string | null; tags: readonly string[] },
  passages: readonly PreparedPassage[],
): Promise<void> {
  await sql.execute('DELETE FROM rag.passages WHERE document_id = $1::uuid', documentId);
  for (let at = 0; at < passages.length; at += passagesPerStatement) {
    await insertPassages(sql, documentId, document, passages.slice(at, at + passagesPerStatement));
  }
  await notifyDocumentChanged(sql, documentId);
}

async function insertPassages(
  sql: Sql,
  documentId: string,
  document: { title: string; language: string; queue: string | null; tags: readonly string[] },
  passages: readonly PreparedPassage[],
): Promise<void> {
  await sql.execute(
    `INSERT INTO rag.passages
       (document_id, language, queue, id, position, section, text, digest, embedding_digest, embedding, words)
     SELECT $1::uuid, $2, $3, id, position, section, text, digest, embedding_digest, embedding::vector,
            to_tsvector($4::regconfig, concat_ws(' ', $5::text, context, section, text))
     FROM unnest($6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                 $13::text[])
       AS row (id, position, section, text, digest, embedding_digest, embedding, context)`,
    documentId,
    document.language,
    document.queue,
    textSearchConfiguration(document.language),
    [document.title, ...document.tags].join(' '),
    passages.map(({ id }) => id),
    passages.map(({ position }) => position),
    passages.map(({ section }) => section),
    passages.map(({ text }) => text),
    passages.map(({ digest }) => digest),
    passages.map(({ embeddingDigest }) => embeddingDigest),
    passages.map(({ embedding }) => embedding),
    passages.map(({ context }) => context),
  );
}

/** PostgreSQL's stemmer for a language. */
export function textSearchConfiguration(language: string): string {
  return language === 'fr' ? 'french' : language === 'en' ? 'english' : 'simple';
}
