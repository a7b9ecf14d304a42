import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { UsageError } from './run-bench.js';

const id = z.string().min(1);
const corpusRow = z
  .object({ _id: id, title: z.string().optional(), text: z.string(), language: z.string().optional() })
  .refine(({ title = '', text }) => `${title}${text}`.trim() !== '', { error: 'has no text' });
const queryRow = z.object({ _id: id, text: z.string().min(1), language: z.string().optional() });

export type CorpusDocument = z.infer<typeof corpusRow>;

/** A query and the documents that are right for it, by id, with their grade. */
export type JudgedQuery = z.infer<typeof queryRow> & { readonly relevant: ReadonlyMap<string, number> };

/** A retrieval test in BEIR's layout. */
export interface RetrievalTest {
  readonly documents: readonly CorpusDocument[];
  /** The queries that have a right document; the others say nothing about a search. */
  readonly queries: readonly JudgedQuery[];
}

/**
 * Reads corpus.jsonl {_id, title?, text}, queries.jsonl {_id, text} and qrels.tsv (query-id, corpus-id, score).
 * Both JSONL files may give a row's `language`.
 * @throws UsageError with the file and row of what is wrong
 */
export async function readBeir(files: { corpus: string; queries: string; qrels: string }): Promise<RetrievalTest> {
  const documents = await readRows(files.corpus, corpusRow);
  const queries = await readRows(files.queries, queryRow);
  const judgements = await readJudgements(files, documents, queries);
  return {
    documents: [...documents.values()],
    queries: [...queries.values()].flatMap((query) => {
      const relevant = judgements.get(query._id);
      return relevant === undefined ? [] : [{ ...query, relevant }];
    }),
  };
}

async function readRows<Row extends { _id: string }>(file: string, schema: z.ZodType<Row>): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for await (const { number, line } of readLines(file)) {
    const parsed = schema.safeParse(parseJson(file, number, line));
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'is not as it should be' };
      throw new UsageError(`${file}, row ${number}: ${path.length > 0 ? `"${path.join('.')}": ` : ''}${message}.`);
    }
    if (rows.has(parsed.data._id))
      throw new UsageError(`${file}, row ${number}: "${parsed.data._id}" stands there twice.`);
    rows.set(parsed.data._id, parsed.data);
  }
  if (rows.size === 0) throw new UsageError(`${file} is empty.`);
  return rows;
}

function parseJson(file: string, number: number, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UsageError(`${file}, row ${number}: is no JSON: ${(error as Error).message}.`);
  }
}

type Ids = ReadonlyMap<string, unknown>;

async function readJudgements(files: { corpus: string; queries: string; qrels: string }, documents: Ids, queries: Ids) {
  const judgements = new Map<string, Map<string, number>>();
  let rows = 0;
  for await (const { number, line } of readLines(files.qrels)) {
    const fields = line.split('\t').map((field) => field.trim());
    const wrong = (what: string) => new UsageError(`${files.qrels}, row ${number}: ${what}.`);
    rows += 1;
    if (rows === 1) {
      if (fields.join() !== 'query-id,corpus-id,score')
        throw wrong('the header must be query-id, corpus-id, score, with tabs between them');
      continue;
    }
    const [query = '', document = '', score = ''] = fields;
    if (fields.length !== 3) throw wrong(`has ${fields.length} fields, not 3`);
    if (!queries.has(query)) throw wrong(`there is no query "${query}" in ${files.queries}`);
    if (!documents.has(document)) throw wrong(`there is no document "${document}" in ${files.corpus}`);
    if (!/^\d+$/.test(score)) throw wrong(`the score "${score}" is no whole number from 0`);
    if (Number(score) > 0)
      judgements.set(query, (judgements.get(query) ?? new Map<string, number>()).set(document, Number(score)));
  }
  if (judgements.size === 0) throw new UsageError(`${files.qrels} names no right document for any query.`);
  return judgements;
}

/** Lines that are not blank, numbered as in the file. */
async function* readLines(file: string): AsyncGenerator<{ number: number; line: string }> {
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() !== '') yield { number, line: number === 1 ? line.replace(/^\uFEFF/, '') : line };
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new UsageError(`${file} is a folder; name a file.`);
    if (code === 'EACCES') throw new UsageError(`${file} cannot be read: permission denied.`);
    throw error;
  }
}
