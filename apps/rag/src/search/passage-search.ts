import type { Passage } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { EMBEDDER, type Embedder } from '@driftdesk/embeddings';
import { Inject, Injectable } from '@nestjs/common';
import { textSearchConfiguration, toSql } from '../documents/passages.js';
import { type Candidate, fuse, type FusionWeights, type Preference } from './fuse.js';

/** What passages are searched for: a text, its embedding, and what it prefers. */
export interface Query extends Preference {
  readonly text: string;
  readonly embedding: Float32Array;
}

const weights: FusionWeights = { lexical: 0.1, queue: 0.05, language: 0.1 };

/** Candidates by cosine that are ranked further; more would cost time and change nothing. */
const candidatesPerQuery = 20;
/** Characters of a query whose words count: the start says what it is about. */
const lexicalLength = 600;

interface Row {
  n: number;
  passage_id: string;
  document_id: string;
  title: string;
  url: string | null;
  section: string | null;
  language: string;
  queue: string | null;
  text: string;
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
    if (queries.length === 0) return [];
    const rows = await this.candidates(queries, Math.max(candidatesPerQuery, limit));
    const found = queries.map((): Candidate[] => []);
    for (const row of rows) found[row.n - 1]?.push(toCandidate(row));
    return queries.map((query, index) => fuse(found[index] ?? [], query, weights).slice(0, limit));
  }

  private candidates(queries: readonly Query[], count: number): Promise<Row[]> {
    return this.database.prisma.$queryRawUnsafe<Row[]>(
      `SELECT q.n::int, c.id AS passage_id, d.id AS document_id, d.title, d.url, c.section, d.language, d.queue, c.text,
              c.similarity, ts_rank_cd(c.words, q.words, 2) AS lexical
       FROM (SELECT n, embedding::vector,
                    replace(plainto_tsquery(configuration::regconfig, text)::text, '&', '|')::tsquery AS words
             FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS u (embedding, text, configuration, n)) q
       CROSS JOIN LATERAL (
         SELECT p.id, p.document_id, p.section, p.text, p.words, 1 - (p.embedding <=> q.embedding) AS similarity
         FROM rag.passages p WHERE p.embedding_digest = $4
         ORDER BY p.embedding <=> q.embedding LIMIT $5::int) c
       JOIN rag.documents d ON d.id = c.document_id`,
      queries.map(({ embedding }) => toSql(embedding)),
      queries.map(({ text }) => text.slice(0, lexicalLength)),
      queries.map(({ language }) => textSearchConfiguration(language ?? 'en')),
      this.embedder.digest,
      count,
    );
  }
}

function toCandidate(row: Row): Candidate {
  return {
    documentId: row.document_id,
    passageId: row.passage_id,
    title: row.title,
    language: row.language,
    text: row.text,
    similarity: row.similarity,
    lexical: row.lexical,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.section === null ? {} : { section: row.section }),
    ...(row.queue === null ? {} : { queue: row.queue }),
  };
}
