import { createReadStream } from 'node:fs';
import { CsvError, parse, type Parser } from 'csv-parse';
import { type Delimiter, detectDelimiter } from './delimiter.js';
import { Utf8Check } from './utf8-check.js';

/** A row of a CSV file: its number in the file (the header is row 1) and the wanted columns. */
export interface CsvRow {
  readonly number: number;
  readonly values: Readonly<Record<string, string>>;
  /** Why the row cannot be trusted: it has more or fewer fields than the header. */
  readonly problem?: string;
}

/** Why a CSV file cannot be read: one sentence that names the file and, where there is one, the row and column. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}

export interface CsvOptions {
  /** One character; found by the header when absent. */
  readonly delimiter?: string | undefined;
}

/**
 * Reads some columns of a CSV file (RFC 4180 with any delimiter, UTF-8, with a header) row by row, empty lines left out.
 * @throws CsvProblem when the file cannot be read, is not in UTF-8, lacks a column or has it twice, has no rows, or a
 *   quote that never ends
 */
export async function* readCsv(
  file: string,
  columns: readonly string[],
  options: CsvOptions = {},
): AsyncGenerator<CsvRow> {
  const delimiter = await findDelimiter(file, columns, options);
  const before = delimiter.linesBefore;
  const check = new Utf8Check();
  const parser = createParser(delimiter, (row, end) => refuseWrongByte(file, check, row, end));
  const source = createReadStream(file)
    .on('error', (error) => parser.destroy(error))
    .on('data', (piece) => check.read(piece as Buffer))
    .on('end', () => check.end());
  source.pipe(parser);
  let header: Header | undefined;
  let number = before;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number++;
      if (header === undefined) header = readHeader(`${file}, row ${number}`, record, columns);
      else yield readRow(number, record, header);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw explain(file, error);
    // Rows that the parser had read and not yet handed on are lost with an error: it knows their number, `number` not.
    const row = before + Number(error['records']) + 1;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') refuseWrongByte(file, check, row, Infinity);
    throw new CsvProblem(`${file}, row ${row}: ${describe(error)}.`, { cause: error });
  } finally {
    source.destroy();
  }
  if (header === undefined) throw new CsvProblem(`${file} is empty; its first row must name the columns.`);
  if (number === before + 1) throw new CsvProblem(`${file} has a header and no rows.`);
}

/** A row of more characters is no row: somewhere in it a quote is opened that nobody closes. */
const longestRow = 10_000_000;

function describe({ code, message }: CsvError): string {
  if (code !== 'CSV_MAX_RECORD_SIZE') return message;
  return `has more than ${longestRow} characters; a quote in it is opened and never closed`;
}

async function findDelimiter(file: string, columns: readonly string[], options: CsvOptions): Promise<Delimiter> {
  if (options.delimiter !== undefined) return { character: options.delimiter, linesBefore: 0 };
  return detectDelimiter(file, columns).catch((error: unknown) => {
    throw explain(file, error);
  });
}

/** `onRow` hears of each row as it is parsed: its number and at which byte of the file it ends. */
function createParser({ character, linesBefore }: Delimiter, onRow: (row: number, end: number) => void): Parser {
  return parse({
    bom: true,
    delimiter: character,
    from_line: linesBefore + 1,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longestRow,
    on_record(record: string[], { records, bytes }) {
      onRow(linesBefore + records, bytes);
      return record;
    },
  });
}

/** The check hears of each piece before the parser does: the first row that ends behind a wrong byte contains it. */
function refuseWrongByte(file: string, { wrong }: Utf8Check, row: number, end: number): void {
  if (wrong === undefined || wrong.offset >= end) return;
  const byte = `0x${wrong.value.toString(16).toUpperCase()}`;
  throw new CsvProblem(
    `${file}, row ${row}: is not in UTF-8 (byte ${byte} at offset ${wrong.offset}); save the file in that encoding ` +
      '(in Excel: Save As, “CSV UTF-8”).',
  );
}

interface Header {
  readonly width: number;
  /** Each wanted column's name and place. */
  readonly wanted: readonly (readonly [name: string, at: number])[];
}

function readHeader(place: string, record: readonly string[], columns: readonly string[]): Header {
  const names = record.map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column)).map((name) => `"${name}"`);
  if (missing.length > 0) {
    throw new CsvProblem(`${place}: there is no column ${missing.join(', ')}; there are ${names.join(', ')}.`);
  }
  for (const column of columns) {
    const places = names.flatMap((name, at) => (name === column ? [at + 1] : []));
    if (places.length === 1) continue;
    throw new CsvProblem(
      `${place}: ${places.length} columns are named "${column}" (columns ${places.join(', ')}); rename all but the one that is meant.`,
    );
  }
  return { width: names.length, wanted: columns.map((column) => [column, names.indexOf(column)]) };
}

function readRow(number: number, record: readonly string[], { width, wanted }: Header): CsvRow {
  const values = Object.fromEntries(wanted.map(([name, at]) => [name, record[at] ?? '']));
  if (record.length === width) return { number, values };
  return { number, values, problem: `has ${record.length} fields, the header ${width}` };
}

function explain(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new CsvProblem(`There is no file ${file}.`, { cause: error });
  if (code === 'EISDIR') return new CsvProblem(`${file} is a folder; name a CSV file.`, { cause: error });
  if (code === 'EACCES') return new CsvProblem(`${file} cannot be read: permission denied.`, { cause: error });
  return error;
}
