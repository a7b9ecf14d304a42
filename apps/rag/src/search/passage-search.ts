import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Passage } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { Inject, Injectable } from '@nestjs/common';
import pgvector from 'pgvector';
import { textSearchConfiguration } from '../documents/passages.js';
import { type Candidate, fuse, type FusionWeights, type Preference, type RankedCandidate } from './fuse.js';

/** What passages are searched for: a text, its embedding, and what it prefers. */
export interface Query extends Preference {
  readonly text: string;
  readonly embedding: Float32Array;
}

const weights: FusionWeights = { lexical: 0.1, queue: 0.05, language: 0.1 };

/** Cosine below which a passage has nothing to do with the query. */
const minimumSimilarity = 0.3;
/** Candidates by cosine that are ranked further; more would cost time and change nothing. */
const candidatesPerQuery = 10;
/** What unit vectors are multiplied by to be written as whole numbers. */
export const integerScale = 1_000_000;
/** Queries of one statement: embedded PostgreSQL runs on the main thread and must leave it every few milliseconds. */
const queriesPerStatement = 4;
/** Characters of a query whose words count: the start says what it is about. */
const lexicalLength = 600;

interface CandidateRow {
  n: number;
  id: string;
  language: string;
  queue: string | null;
  similarity: number;
  lexical: number;
}

/** Exact cosine search in pgvector; below 10,000 passages an index would be slower and less right. */
@Injectable()
export class PassageSearch {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
  ) {}

  /** Passages for each query, best first, at most `limit` each. */
  async search(queries: readonly Query[], limit: number): Promise<Passage[][]> {
    const results: Passage[][] = [];
    for (let at = 0; at < queries.length; at += queriesPerStatement) {
      results.push(...(await this.searchTogether(queries.slice(at, at + queriesPerStatement), limit)));
      await nextTurn();
    }
    return results;
  }

  private async searchTogether(queries: readonly Query[], limit: number): Promise<Passage[][]> {
    const rows = await this.candidates(queries, Math.max(candidatesPerQuery, limit));
    const found = queries.map((): Candidate[] => []);
    for (const { n, id, queue, ...row } of rows)
      found[n - 1]?.push({ ...row, passageId: id, queue: queue ?? undefined });
    const ranked = queries.map((query, index) => fuse(found[index] ?? [], query, weights).slice(0, limit));
    return this.load(ranked);
  }

  private candidates(queries: readonly Query[], count: number): Promise<CandidateRow[]> {
    return this.database.sql.query<CandidateRow>(
      // Materialised, or the planner would parse each query's vector and words anew for every passage. Vectors are of
      // unit length, so the inner product is the cosine, at a third of its cost.
      `WITH q AS MATERIALIZED (
         SELECT n, embedding::vector,
                replace(plainto_tsquery(configuration::regconfig, text)::text, '&', '|')::tsquery AS words
         FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS u (embedding, text, configuration, n))
       SELECT q.n::int, c.id, c.language, c.queue, c.similarity, ts_rank(c.words, q.words, 2) AS lexical
       FROM q
       CROSS JOIN LATERAL (
         SELECT p.id, p.language, p.queue, p.words, -(p.embedding <#> q.embedding) / $6::float8 AS similarity
         FROM rag.passages p
         WHERE p.embedding_digest = $4 AND p.embedding <#> q.embedding < -$7::float8 * $6::float8
         ORDER BY p.embedding <#> q.embedding LIMIT $5::int) c`,
      queries.map(({ embedding }) => toIntegers(embedding)),
      queries.map(({ text }) => text.slice(0, lexicalLength)),
      queries.map(({ language }) => textSearchConfiguration(language ?? 'en')),
      this.embedder.digest,
      count,
      integerScale,
      minimumSimilarity,
    );
  }

  /** Candidates as passages; one that was deleted meanwhile is left out. */
  private async load(ranked: readonly (readonly RankedCandidate[])[]): Promise<Passage[][]> {
    const ids = [...new Set(ranked.flat().map(({ passageId }) => passageId))];
    const rows = await this.database.sql.query<PassageRow>(
      `SELECT p.id, p.section, p.text, p.document_id, d.title, d.url
       FROM rag.passages p JOIN rag.documents d ON d.id = p.document_id WHERE p.id = ANY($1::text[])`,
      ids,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ranked.map((candidates) =>
      candidates.flatMap((candidate) => {
        const row = byId.get(candidate.passageId);
        return row === undefined ? [] : [toPassage(candidate, row)];
      }),
    );
  }
}

/**
 * pgvector's text form in whole numbers: PostgreSQL in WebAssembly takes ten times as long to read decimal fractions.
 * Six digits are more than an int8 model gives; the factor cancels in the ranking.
 */
export function toIntegers(embedding: Float32Array): string {
  return pgvector.toSql(Array.from(embedding, (value) => Math.round(value * integerScale))) as string;
}

interface PassageRow {
  readonly id: string;
  readonly section: string | null;
  readonly text: string;
  readonly document_id: string;
  readonly title: string;
  readonly url: string | null;
}

function toPassage(
  { lexical: _, queue, ...candidate }: RankedCandidate,
  { section, text, document_id: documentId, title, url }: PassageRow,
): Passage {
  return {
    ...candidate,
    text,
    documentId,
    title,
    ...(url === null ? {} : { url }),
    ...(section === null ? {} : { section }),
    ...(queue === undefined ? {} : { queue }),
  };
}
