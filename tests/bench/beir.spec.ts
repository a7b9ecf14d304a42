import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readBeir } from './beir.js';

const right = {
  corpus: '{"_id":"d1","title":"One","text":"first"}\n\n{"_id":"d2","text":"second","metadata":{}}\n',
  queries: '{"_id":"q1","text":"which is first?"}\r\n{"_id":"q2","text":"and last?","language":"en"}\r\n',
  qrels: 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td1\t0\n',
};

describe('readBeir', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-beir-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (changed: Partial<typeof right> = {}) => {
    const content = { ...right, ...changed };
    const files = { corpus: join(folder, 'c.jsonl'), queries: join(folder, 'q.jsonl'), qrels: join(folder, 'r.tsv') };
    for (const name of ['corpus', 'queries', 'qrels'] as const) await writeFile(files[name], content[name]);
    return readBeir(files);
  };

  it('reads documents, and the queries that have a right one', async () => {
    const { documents, queries } = await read();
    expect(documents).toEqual([
      { _id: 'd1', title: 'One', text: 'first' },
      { _id: 'd2', text: 'second' },
    ]);
    expect(queries).toEqual([{ _id: 'q1', text: 'which is first?', relevant: new Map([['d1', 2]]) }]);
  });

  it.each([
    [{ corpus: '{"_id":"d1","text":"a"}\n{"_id":"d2"}\n' }, /c\.jsonl, row 2: "text": /],
    [{ corpus: '{"_id":"d1","text":" "}\n' }, /c\.jsonl, row 1: has no text/],
    [{ corpus: '' }, /c\.jsonl is empty/],
    [{ queries: '{"_id":"q1","text":"a"}\n{"_id":"q1","text":"b"}\n' }, /q\.jsonl, row 2: "q1" stands there twice/],
    [{ queries: 'q1 a\n' }, /q\.jsonl, row 1: is no JSON/],
    [{ qrels: 'q1\td1\t1\n' }, /r\.tsv, row 1: the header must be/],
    [{ qrels: 'query-id\tcorpus-id\tscore\nq9\td1\t1\n' }, /r\.tsv, row 2: there is no query "q9" in .*q\.jsonl/],
    [{ qrels: 'query-id\tcorpus-id\tscore\nq1\td9\t1\n' }, /r\.tsv, row 2: there is no document "d9" in .*c\.jsonl/],
    [{ qrels: 'query-id\tcorpus-id\tscore\nq1\td1\n' }, /r\.tsv, row 2: has 2 fields, not 3/],
    [{ qrels: 'query-id\tcorpus-id\tscore\nq1\td1\thigh\n' }, /r\.tsv, row 2: the score "high"/],
    [{ qrels: 'query-id\tcorpus-id\tscore\nq1\td1\t0\n' }, /names no right document/],
  ])('says what is wrong, and where: %j', async (changed, message) => {
    await expect(read(changed)).rejects.toThrow(message);
  });

  it('says which file is missing', async () => {
    const files = { corpus: join(folder, 'none.jsonl'), queries: 'q', qrels: 'r' };
    await expect(readBeir(files)).rejects.toThrow(/There is no file .*none\.jsonl/);
  });
});
