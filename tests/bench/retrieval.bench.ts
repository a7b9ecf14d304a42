import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openPglite } from '@driftdesk/database';
import { type Embedder, openEmbedder, prepareEmbeddingModel } from '@driftdesk/embeddings';
import { systemIdentity } from '@driftdesk/governance';
import { detectLanguage } from '@driftdesk/language';
import { hitAt, ndcgAt, reciprocalRankAt } from '@driftdesk/ml';
import { KnowledgeBase, PassageSearch, PassageWords, rankings } from '@driftdesk/rag';
import { type CorpusDocument, type JudgedQuery, readBeir } from './beir.js';
import { printResult, printTable } from './report.js';
import { runBench, UsageError } from './run-bench.js';

type RankingName = keyof typeof rankings;
const rankingNames = Object.keys(rankings) as RankingName[];

/** Passages that are asked for, so that ten documents are among them. */
const passagesPerQuery = 100;
const queriesTogether = 32;

/** A query's language, and what each ranking found: ids of documents, each at the place of its best passage. */
interface Found {
  readonly query: JudgedQuery;
  readonly language: string;
  readonly ranked: Readonly<Record<RankingName, readonly string[]>>;
}

const usage = `Usage: npm run bench -- retrieval --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv
  The files of a test in BEIR’s layout.`;

await runBench(usage, async () => {
  const { values } = parseArgs({
    options: { corpus: { type: 'string' }, queries: { type: 'string' }, qrels: { type: 'string' } },
  });
  const { corpus, queries, qrels } = values;
  if (corpus === undefined || queries === undefined || qrels === undefined) {
    throw new UsageError(usage);
  }
  const test = await readBeir({ corpus, queries, qrels });
  const found = await withDesk((database, embedder) => searchAll(test, database, embedder));
  report(test.documents.length, found);
});

/** A knowledge base as a desk has it, in a folder that is removed at the end. */
async function withDesk<Result>(work: (database: Database, embedder: Embedder) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-retrieval-'));
  try {
    process.stderr.write('Converting the embedding model…\n');
    const directory = join(folder, 'embedding-model');
    await prepareEmbeddingModel({ directory });
    const database = await openPglite(join(folder, 'store'));
    const embedder = await openEmbedder({ directory });
    return await work(database, embedder).finally(async () => {
      await embedder.close();
      await database.close();
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function searchAll(
  { documents, queries }: { documents: readonly CorpusDocument[]; queries: readonly JudgedQuery[] },
  database: Database,
  embedder: Embedder,
): Promise<Found[]> {
  const originals = await loadDocuments(documents, new KnowledgeBase(database, embedder));
  const words = new PassageWords(database);
  await words.onModuleInit();
  const search = new PassageSearch(database, embedder, words);
  const found: Found[] = [];
  for (let at = 0; at < queries.length; at += queriesTogether) {
    const together = queries.slice(at, at + queriesTogether);
    found.push(...(await searchTogether(together, search, embedder, originals)));
    showProgress('Searching', found.length, queries.length);
  }
  await words.onModuleDestroy();
  return found;
}

/** @returns the corpus's id of each document by the id that the knowledge base gave it */
async function loadDocuments(documents: readonly CorpusDocument[], knowledge: KnowledgeBase) {
  const originals = new Map<string, string>();
  for (const { _id, title = '', text, language } of documents) {
    const body = text.trim() === '' ? title : text;
    const { id } = await knowledge.create({ title, body, language }, { source: 'api', author: systemIdentity });
    originals.set(id, _id);
    showProgress('Loading documents', originals.size, documents.length);
  }
  return originals;
}

async function searchTogether(
  queries: readonly JudgedQuery[],
  search: PassageSearch,
  embedder: Embedder,
  originals: ReadonlyMap<string, string>,
): Promise<Found[]> {
  const embeddings = await embedder.embed(queries.map(({ text }) => text));
  const asked = await Promise.all(
    queries.map(async ({ text, language }, n) => ({
      text,
      embedding: embeddings[n] ?? new Float32Array(),
      language: language ?? (await detectLanguage(text)),
    })),
  );
  const lists: Partial<Record<RankingName, string[][]>> = {};
  for (const name of rankingNames) {
    const passages = await search.search(asked, passagesPerQuery, rankings[name]);
    lists[name] = passages.map((list) => [
      ...new Set(list.map(({ documentId }) => originals.get(documentId) ?? documentId)),
    ]);
  }
  return queries.map((query, n) => ({
    query,
    language: asked[n]?.language ?? '',
    ranked: { dense: lists.dense?.[n] ?? [], lexical: lists.lexical?.[n] ?? [], fused: lists.fused?.[n] ?? [] },
  }));
}

function measure(found: readonly Found[], ranking: RankingName) {
  const mean = (metric: (ranked: readonly string[], relevant: ReadonlyMap<string, number>) => number) =>
    found.reduce((sum, { query, ranked }) => sum + metric(ranked[ranking], query.relevant), 0) / found.length;
  return {
    'hit@1': mean((...one) => hitAt(1, ...one)),
    'hit@3': mean((...one) => hitAt(3, ...one)),
    'hit@5': mean((...one) => hitAt(5, ...one)),
    'hit@10': mean((...one) => hitAt(10, ...one)),
    'mrr@10': mean((...one) => reciprocalRankAt(10, ...one)),
    'ndcg@10': mean((...one) => ndcgAt(10, ...one)),
  };
}

function measureAll(found: readonly Found[]) {
  return {
    dense: measure(found, 'dense'),
    lexical: measure(found, 'lexical'),
    fused: measure(found, 'fused'),
  };
}

/** All queries, and those of each language. */
function report(documents: number, found: readonly Found[]): void {
  const languages = [...new Set(found.map(({ language }) => language))].sort();
  const parts = languages.map((language) => [language, found.filter((one) => one.language === language)] as const);
  const all = measureAll(found);
  const rows = [['all', found] as const, ...parts].flatMap(([language, part]) => {
    const measured = measureAll(part);
    return rankingNames.map((ranking) => ({ language, queries: part.length, ranking, ...measured[ranking] }));
  });
  printTable(rows);
  printResult('retrieval', {
    documents,
    queries: found.length,
    ...all,
    languages: Object.fromEntries(
      parts.map(([language, part]) => [language, { queries: part.length, ...measureAll(part) }]),
    ),
  });
}

function showProgress(what: string, done: number, total: number): void {
  const hundredth = Math.max(1, Math.floor(total / 100));
  const end = done === total ? '\n' : '';
  if (process.stderr.isTTY && (done % hundredth === 0 || done === total))
    process.stderr.write(`\r${what}: ${done}/${total}${end}`);
  else if (done === total) process.stderr.write(`${what}: ${done}\n`);
}
