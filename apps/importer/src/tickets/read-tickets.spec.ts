import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inBatches } from './batches.js';
import { checkFile } from './check-file.js';
import { readOptions, type TicketOptions } from './options.js';
import { readTickets, type TicketRow } from './read-tickets.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-tickets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function optionsFor(content: string, ...args: string[]): Promise<TicketOptions> {
  const file = join(folder, 'tickets.csv');
  await writeFile(file, content);
  return readOptions(['--file', file, '--text', 'text', '--queue', 'queue', ...args]);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const kindOf = (row: TicketRow) =>
  'ticket' in row ? 'ticket' : 'duplicateOf' in row ? row.duplicateOf : row.rejections;

describe('readTickets', () => {
  it('tells the same row again from a row that contradicts an earlier one', async () => {
    const options = await optionsFor('id,text,queue\n1,a,x\n2,a,x\n1,a,x\n1,a,y\n2,b,x\n', '--id', 'id');
    const says = (row: number) => [
      { row: expect.any(Number), column: 'id', reason: `is that of row ${row}, which says something else about it` },
    ];
    expect((await all(readTickets(options))).map(kindOf)).toEqual(['ticket', 'ticket', 2, says(2), says(3)]);
  });

  it('knows a text by itself when no column names it', async () => {
    const options = await optionsFor('text,queue\na,x\nb,x\na,x\na,y\n');
    const kinds = (await all(readTickets(options))).map(kindOf);
    expect(kinds.slice(0, 3)).toEqual(['ticket', 'ticket', 2]);
    expect(kinds[3]).toEqual([expect.objectContaining({ row: 5, column: 'text' })]);
  });
});

describe('checkFile', () => {
  it('counts what the file holds before anything is sent', async () => {
    const options = await optionsFor('text,queue,prio\na,x,high\nb,x,\nb,x,\n,y,low\nc,y\n', '--urgency', 'prio');
    expect(await checkFile(options)).toEqual({
      rows: 5,
      duplicates: 1,
      rejectedRows: 2,
      rejections: [
        { row: 5, column: 'text', reason: 'must not be blank' },
        { row: 6, column: '', reason: 'has 2 fields, the header 3' },
      ],
      labels: { queue: new Map([['x', 2]]), urgency: new Map([['high', 1]]) },
    });
  });

  it('refuses a column of names for labels', async () => {
    const rows = Array.from({ length: 1_001 }, (_, row) => `ticket ${row},person ${row}`);
    await expect(checkFile(await optionsFor(['text,queue', ...rows].join('\n')))).rejects.toThrow(
      'Column queue has more than 1000 different values',
    );
  });

  it('refuses a file without a named column, and one that breaks off', async () => {
    await expect(checkFile(await optionsFor('text,team\na,x\n'))).rejects.toThrow('there is no column "queue"');
    await expect(checkFile(await optionsFor('text,queue\n"a,x\n'))).rejects.toThrow('row 2: Quote Not Closed');
  });
});

describe('inBatches', () => {
  it('keeps to what the desk takes at once, in tickets and in bytes', async () => {
    const short = Array.from({ length: 501 }, (_, row) => `ticket ${row},x`);
    const long = Array.from({ length: 60 }, (_, row) => `${row}${'é'.repeat(15_000)},x`);
    const options = await optionsFor(['text,queue', ...short, ...long].join('\n'));
    const batches = await all(inBatches(readTickets(options)));
    expect(batches.flat()).toHaveLength(561);
    for (const batch of batches) {
      expect(batch.length).toBeLessThanOrEqual(500);
      expect(Buffer.byteLength(JSON.stringify(batch.map(({ ticket }) => ticket)))).toBeLessThan(1_000_000);
    }
  });
});

describe('readOptions', () => {
  it.each([
    ['no file', ['--text', 'a', '--queue', 'b'], /^Usage: npm run import -- tickets/],
    ['no text', ['--file', 'f', '--text', ',', '--queue', 'b'], /^Usage/],
    [
      'a dry run that trains',
      ['--file', 'f', '--text', 'a', '--queue', 'b', '--dry-run', '--train'],
      /nothing to train on/,
    ],
    ['nothing to promote', ['--file', 'f', '--text', 'a', '--queue', 'b', '--promote'], /add --train/],
    [
      'a code that is no language',
      ['--file', 'f', '--text', 'a', '--queue', 'b', '--language', 'zz'],
      /--language zz is not/,
    ],
    ['an unknown option', ['--files', 'f'], /--files/],
  ])('refuses %s', (_, args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('takes two letters for a language and anything else for a column', () => {
    const read = (language: string) =>
      readOptions(['--file', 'f', '--text', 'a, b', '--queue', 'q', '--language', language]);
    expect(read('fr')).toMatchObject({ language: 'fr', columns: { text: ['a', 'b'], language: undefined } });
    expect(read('lang')).toMatchObject({ language: undefined, columns: { language: 'lang' } });
  });
});
