import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CsvOptions, CsvProblem, type CsvRow, readCsv } from './read-csv.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, columns: string[], options: CsvOptions = {}): Promise<CsvRow[]> {
  const file = join(folder, 'file.csv');
  await writeFile(file, content);
  const rows: CsvRow[] = [];
  for await (const row of readCsv(file, columns, options)) rows.push(row);
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

  const rowOf = (label: string) => [{ number: 2, values: { label, queue: 'b' } }];
  it.each([
    ['semicolons', '\uFEFFid;label;queue\r\n1;"one; ""two"", three\r\nfour";b\r\n', rowOf('one; "two", three\r\nfour')],
    ['semicolons, decimal commas in the header', '"a, b";"c, d, e";label;queue\n1;2;x;b\n', rowOf('x')],
    ['tabs', 'id\tlabel\tqueue\n1\tx, y; z\tb\n', rowOf('x, y; z')],
    ['bars', 'label|queue\nx|b\n', rowOf('x')],
    ['commas, other marks in quotes', '"label","a;b;c;d","queue"\nx,1,b\n', rowOf('x')],
    ['one that is named for spreadsheets', '\uFEFFsep=;\r\nlabel;queue\r\nx;b\r\n', [{ ...rowOf('x')[0], number: 3 }]],
  ])('finds the delimiter by the header: %s', async (_, content, rows) => {
    expect(await read(content, ['label', 'queue'])).toEqual(rows);
  });

  it('takes a delimiter that is named, and one column that has none', async () => {
    expect(await read('label~queue,a\nx,y~b\n', ['label'], { delimiter: '~' })).toEqual([
      { number: 2, values: { label: 'x,y' } },
    ]);
    expect(await read('label\nx\n', ['label'])).toEqual([{ number: 2, values: { label: 'x' } }]);
    expect(await read('label,id,id\nx,1,2\n', ['label'])).toEqual([{ number: 2, values: { label: 'x' } }]);
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
    ['a quote that never ends', 'label,queue\nc,d\n"a,b\n', /row 3: Quote Not Closed/],
    [
      'a stray quote before a wrong byte',
      Buffer.from('label,queue\n"a"b,c\n\xe9,d\n', 'latin1'),
      /row 2: Invalid Closing/,
    ],
    ['an empty file', '', /is empty; its first row must name the columns/],
    ['a header alone', 'label,queue\r\n', /has a header and no rows/],
    [
      'a column that is there twice',
      'label,id,label,queue\n1,2,3,4\n',
      /row 1: 2 columns are named "label" \(columns 1, 3\)/,
    ],
  ])('refuses %s with its place', async (_, content, message) => {
    await expect(read(content, ['label', 'queue'])).rejects.toThrow(message);
  });

  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  it.each([
    ['Latin-1', latin1('id,label\n1,a\n2,caf\xe9\n3,c\n'), 'row 3', '0xE9 at offset 18'],
    ['Latin-1 in the header', latin1('id,label,caf\xe9\n1,a,b\n'), 'row 1', '0xE9 at offset 12'],
    ['Latin-1 in quotes, over two lines', latin1('id,label\n1,"a\nb\xfc\nc"\n2,b\n'), 'row 2', '0xFC at offset 15'],
    ['Latin-1 within quotes that never end', latin1('id,label\n1,a\n2,"b\xfc\n3,c'), 'row 3', '0xFC at offset 17'],
    ['Latin-1 before quotes that never end', latin1('id,label\n1,\xfc\n2,b\n3,"c'), 'row 2', '0xFC at offset 11'],
    ['Latin-1 after a byte order mark', latin1('\xef\xbb\xbfid,label\n1,\xe9\n2,b'), 'row 2', '0xE9 at offset 14'],
    ['UTF-16', Buffer.from('\uFEFFid,label\n1,a\n', 'utf16le'), 'row 1', '0xFF at offset 0'],
    [
      'a character that is cut off at the end',
      Buffer.from('id,label\n1,aé').subarray(0, -1),
      'row 2',
      '0xC3 at offset 12',
    ],
    ['a surrogate', latin1('id,label\n1,\xed\xa0\x80\n'), 'row 2', '0xED at offset 11'],
  ])('refuses a file that is not in UTF-8: %s', async (_, content, row, byte) => {
    await expect(read(content, ['label'])).rejects.toThrow(
      new CsvProblem(
        `${join(folder, 'file.csv')}, ${row}: is not in UTF-8 (byte ${byte}); save the file in that encoding (in Excel: Save As, “CSV UTF-8”).`,
      ),
    );
  });

  it('finds the first wrong byte of a large file, and gives no row from there on', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `${n},l’été à Zürich – 夏 🙈\n`);
    const before = Buffer.from(`id,label\n${lines.join('')}`);
    const rest = Buffer.from(lines.join(''));
    const file = join(folder, 'large.csv');
    await writeFile(file, Buffer.concat([before, latin1('x,\xe9t\xe9\n'), rest]));
    const rows: CsvRow[] = [];
    const reading = (async () => {
      for await (const row of readCsv(file, ['label'])) rows.push(row);
    })();
    await expect(reading).rejects.toThrow(`row 20002: is not in UTF-8 (byte 0xE9 at offset ${before.length + 2})`);
    expect(rows.at(-1)?.number).toBeLessThan(20_002);
    // No piece of the file parted a character for good.
    expect(new Set(rows.map(({ values }) => values['label']))).toEqual(new Set(['l’été à Zürich – 夏 🙈']));
  });

  it('does not hold what a quote that never ends opens', async () => {
    const content = `label,queue\na,b\n"x,${'y,z\n'.repeat(3_000_000)}`;
    await expect(read(content, ['label'])).rejects.toThrow(/row 3: has more than 10000000 characters; a quote in it/);
  });

  it('names a file that is not there, and a folder', async () => {
    await expect(readCsv(join(folder, 'none.csv'), []).next()).rejects.toThrow(/There is no file .*none\.csv/);
    await expect(readCsv(folder, []).next()).rejects.toThrow(/is a folder/);
  });
});
