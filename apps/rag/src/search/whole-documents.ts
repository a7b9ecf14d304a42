import type { Passage } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { Inject, Injectable } from '@nestjs/common';
import { integerScale, type Query, toIntegers } from './passage-search.js';

/** The documents of the best passages, one of which the answer will most probably be made of. */
const wholeDocuments = 2;
/** Of a longer document: those around the best one, in which its list begins and goes on, then those nearest to the query. */
const passagesPerDocument = 8;
/** Passages before and after the best one that belong to it when they are of the same section. */
const passagesAround = 2;
/** Queries of one statement: embedded PostgreSQL runs on the main thread and must leave it every few milliseconds. */
const queriesPerStatement = 8;

interface CompanionRow {
  readonly n: number;
  readonly id: string;
  readonly document_id: string;
  readonly section: string | null;
  readonly text: string;
  readonly similarity: number;
}

/**
 * Completes what a search found: a ticket resembles an article's symptoms, but its steps are the answer. Without this,
 * a quarter of the tickets for which the right article was found did not get its steps.
 */
@Injectable()
export class WholeDocuments {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
  ) {}

  /** For each query its passages and, after them, the other passages of the best documents. */
  async complete(queries: readonly Query[], found: readonly (readonly Passage[])[]): Promise<Passage[][]> {
    const results: Passage[][] = [];
    for (let at = 0; at < queries.length; at += queriesPerStatement) {
      const passages = found.slice(at, at + queriesPerStatement);
      const rows = await this.companions(queries.slice(at, at + queriesPerStatement), passages);
      results.push(
        ...passages.map((own, index) => [
          ...own,
          ...companionsOf(
            own,
            rows.filter(({ n }) => n === index + 1),
          ),
        ]),
      );
    }
    return results;
  }

  private companions(
    queries: readonly Query[],
    found: readonly (readonly Passage[])[],
  ): Promise<readonly CompanionRow[]> {
    const wanted = found.flatMap((passages, index) =>
      firstDocuments(passages).map((best) => ({ n: index + 1, ...best })),
    );
    if (wanted.length === 0) return Promise.resolve([]);
    return this.database.sql.query<CompanionRow>(
      `WITH q AS MATERIALIZED (
         SELECT n, embedding::vector FROM unnest($1::text[]) WITH ORDINALITY AS u (embedding, n))
       SELECT w.n, c.id, w.document_id, c.section, c.text, c.similarity
       FROM unnest($2::int[], $3::uuid[], $7::text[]) AS w (n, document_id, best)
       JOIN q ON q.n = w.n
       CROSS JOIN LATERAL (
         SELECT p.id, p.section, p.text, -(p.embedding <#> q.embedding) / $5::float8 AS similarity
         FROM rag.passages p
         JOIN rag.passages b ON b.id = w.best
         WHERE p.document_id = w.document_id AND p.embedding_digest = $4
         ORDER BY (abs(p.position - b.position) <= $8 AND p.section IS NOT DISTINCT FROM b.section) DESC,
                  p.embedding <#> q.embedding
         LIMIT $6::int) c`,
      queries.map(({ embedding }) => toIntegers(embedding)),
      wanted.map(({ n }) => n),
      wanted.map(({ documentId }) => documentId),
      this.embedder.digest,
      integerScale,
      passagesPerDocument,
      wanted.map(({ best }) => best),
      passagesAround,
    );
  }
}

/** The documents of the best passages, each with the id of its best one. */
function firstDocuments(passages: readonly Passage[]): { documentId: string; best: string }[] {
  const best = new Map<string, string>();
  for (const { documentId, passageId } of passages) if (!best.has(documentId)) best.set(documentId, passageId);
  return [...best].slice(0, wholeDocuments).map(([documentId, passageId]) => ({ documentId, best: passageId }));
}

/** The rows that were not found before, as passages of the document that they complete; nearest first. */
function companionsOf(found: readonly Passage[], rows: readonly CompanionRow[]): Passage[] {
  const known = new Set(found.map(({ passageId }) => passageId));
  const likeFound = new Map(found.map((passage) => [passage.documentId, passage]));
  return rows
    .filter(({ id }) => !known.has(id))
    .flatMap(({ id, document_id: documentId, section, text, similarity }) => {
      const document = likeFound.get(documentId);
      if (document === undefined) return [];
      const { section: _, ...shared } = document;
      return [
        { ...shared, passageId: id, text, similarity, score: similarity, ...(section === null ? {} : { section }) },
      ];
    });
}
