import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CsvRow, readCsv } from './read-csv.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string, columns: string[]): Promise<CsvRow[]> {
  const file = join(folder, 'file.csv');
  await writeFile(file, content);
  const rows: CsvRow[] = [];
  for await (const row of readCsv(file, columns)) rows.push(row);
  return rows;
}

describe('readCsv', () => {
  it('gives the wanted columns of each row, quotes and line breaks resolved', async () => {
    const rows = await read('\uFEFFid,text,label\n1,"one, ""two""\nthree",a\n\n2,plain,b\n', ['label', 'text']);
    expect(rows).toEqual([
      { number: 2, values: { label: 'a', text: 'one, "two"\nthree' } },
      { number: 3, values: { label: 'b', text: 'plain' } },
    ]);
  });

  it('marks a row of another length', async () => {
    const rows = await read('label,queue\na\nb,c\n', ['label']);
    expect(rows).toEqual([
      { number: 2, values: { label: 'a' }, problem: 'has 1 fields, the header 2' },
      { number: 3, values: { label: 'b' } },
    ]);
  });

  it.each([
    ['a column that is not there', 'id,text\n1,x\n', /row 1: there is no column "label", "queue"; there are id, text/],
    ['a quote that never ends', 'label,queue\n"a,b\n', /row 2: Quote Not Closed/],
    ['an empty file', '', /is empty; its first row must name the columns/],
  ])('refuses %s with its place', async (_, content, message) => {
    await expect(read(content, ['label', 'queue'])).rejects.toThrow(message);
  });

  it('names a file that is not there, and a folder', async () => {
    await expect(readCsv(join(folder, 'none.csv'), []).next()).rejects.toThrow(/There is no file .*none\.csv/);
    await expect(readCsv(folder, []).next()).rejects.toThrow(/is a folder/);
  });
});
