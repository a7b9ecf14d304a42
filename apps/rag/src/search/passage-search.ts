import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Passage } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { Inject, Injectable } from '@nestjs/common';
import pgvector from 'pgvector';
import { textSearchConfiguration } from '../documents/passages.js';
import { type Candidate, fuse, modelLanguage, type Preference, type RankedCandidate } from './fuse.js';
import { PassageWords } from './passage-words.js';
import { type Ranking, rankings } from './rankings.js';
import type { WordScores } from './word-index.js';

/** What passages are searched for: a text, its embedding, and what it prefers. */
export interface Query extends Preference {
  readonly text: string;
  readonly embedding: Float32Array;
}

/** Cosine below which a passage has nothing to do with the query. */
const minimumSimilarity = 0.3;
/** BM25 of which a passage is of interest even so: an error code says little to the embedding model. */
const minimumWordScore = 0.3;
/** What unit vectors are multiplied by to be written as whole numbers. */
export const integerScale = 1_000_000;
/** Queries of one statement: embedded PostgreSQL runs on the main thread and must leave it every few milliseconds. */
const queriesPerStatement = 4;
/** Characters of a query whose words count: the start says what it is about. */
const lexicalLength = 600;

interface WordedQuery extends Query {
  /** How well passages match by words, when that counts. */
  readonly words: WordScores | undefined;
}

type CandidateCounts = Pick<Ranking, 'nearest' | 'matching'>;

interface CandidateRow {
  n: number;
  id: string;
  language: string;
  queue: string | null;
  similarity: number;
}

/** Exact cosine search in pgvector, as an index would be slower below 10,000 passages and less right; and BM25. */
@Injectable()
export class PassageSearch {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    private readonly words: PassageWords,
  ) {}

  /** Passages for each query, best first, at most `limit` each. */
  async search(queries: readonly Query[], limit: number, ranking: Ranking = rankings.fused): Promise<Passage[][]> {
    const worded = ranking.matching > 0 ? await this.addWords(queries) : queries.map(withoutWords);
    const counts = { nearest: atLeast(limit, ranking.nearest), matching: atLeast(limit, ranking.matching) };
    const ranked: RankedCandidate[][] = [];
    for (let at = 0; at < worded.length; at += queriesPerStatement) {
      const together = worded.slice(at, at + queriesPerStatement);
      const candidates = await this.candidates(together, counts);
      ranked.push(...together.map((query, n) => fuse(candidates[n] ?? [], query, ranking.weights).slice(0, limit)));
      await nextTurn();
    }
    return this.load(ranked);
  }

  private async addWords(queries: readonly Query[]): Promise<WordedQuery[]> {
    const index = await this.words.current();
    const rows = await this.database.sql.query<{ lexemes: string[] }>(
      `SELECT tsvector_to_array(to_tsvector(configuration::regconfig, text)) AS lexemes
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS u (text, configuration, n) ORDER BY n`,
      queries.map(({ text }) => text.slice(0, lexicalLength)),
      queries.map(({ language }) => textSearchConfiguration(language ?? modelLanguage)),
    );
    return queries.map((query, n) => ({ ...query, words: index.score(rows[n]?.lexemes ?? []) }));
  }

  /** For each query its nearest passages by cosine, and those that match best by words. */
  private async candidates(queries: readonly WordedQuery[], counts: CandidateCounts): Promise<Candidate[][]> {
    const matching = queries.flatMap(({ words }, index) =>
      (words?.best(counts.matching) ?? []).map((passageId) => ({ n: index + 1, passageId })),
    );
    const rows = await this.database.sql.query<CandidateRow>(
      // Materialised, or the planner would parse each query's vector anew for every passage. Vectors are of unit length,
      // so the inner product is the cosine, at a third of its cost.
      `WITH q AS MATERIALIZED (
         SELECT n::int, embedding::vector FROM unnest($1::text[]) WITH ORDINALITY AS u (embedding, n))
       SELECT q.n, c.id, c.language, c.queue, c.similarity
       FROM q
       CROSS JOIN LATERAL (
         SELECT p.id, p.language, p.queue, -(p.embedding <#> q.embedding) / $4::float8 AS similarity
         FROM rag.passages p
         WHERE p.embedding_digest = $2 AND p.embedding <#> q.embedding < -$5::float8 * $4::float8
         ORDER BY p.embedding <#> q.embedding LIMIT $3::int) c
       UNION ALL
       SELECT q.n, p.id, p.language, p.queue, -(p.embedding <#> q.embedding) / $4::float8
       FROM unnest($6::int[], $7::text[]) AS m (n, id)
       JOIN q ON q.n = m.n
       JOIN rag.passages p ON p.id = m.id AND p.embedding_digest = $2`,
      queries.map(({ embedding }) => toIntegers(embedding)),
      this.embedder.digest,
      counts.nearest,
      integerScale,
      minimumSimilarity,
      matching.map(({ n }) => n),
      matching.map(({ passageId }) => passageId),
    );
    return queries.map((query, index) =>
      toCandidates(
        rows.filter(({ n }) => n === index + 1),
        query.words,
      ),
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

function withoutWords(query: Query): WordedQuery {
  return { ...query, words: undefined };
}

function atLeast(limit: number, count: number): number {
  return count === 0 ? 0 : Math.max(limit, count);
}

/** A passage that is near and matches too comes twice, and is one candidate. */
function toCandidates(rows: readonly CandidateRow[], words: WordScores | undefined): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const { id, language, queue, similarity } of rows) {
    const lexical = words?.of(id) ?? 0;
    if (similarity < minimumSimilarity && lexical < minimumWordScore) continue;
    candidates.set(id, { passageId: id, language, queue: queue ?? undefined, similarity, lexical });
  }
  return [...candidates.values()];
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
