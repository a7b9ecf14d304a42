import { open } from 'node:fs/promises';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** How the fields of a file are parted. */
export interface Delimiter {
  readonly character: string;
  /** Lines before the header: one when spreadsheets are told of the delimiter (`sep=;`). */
  readonly linesBefore: number;
}

/** What spreadsheets write, the usual one first. */
const candidates = [',', ';', '\t', '|'];

/** No header is longer. */
const headBytes = 256 * 1_024;

/**
 * Finds the delimiter of a file by its header: the one by which all wanted columns are there, otherwise the one that makes
 * most columns; comma, semicolon, tab or bar.
 * @throws what opening a file throws
 */
export async function detectDelimiter(file: string, columns: readonly string[]): Promise<Delimiter> {
  const head = await readHead(file);
  const named = /^sep=(.)\r?\n/.exec(head.slice(0, 8));
  if (named !== null) return { character: named[1] as string, linesBefore: 1 };
  let best = { character: ',', names: 0 };
  for (const character of candidates) {
    const names = headerNames(head, character);
    if (names.length > 1 && columns.every((column) => names.includes(column))) return { character, linesBefore: 0 };
    if (names.length > best.names) best = { character, names: names.length };
  }
  return { character: best.character, linesBefore: 0 };
}

async function readHead(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function headerNames(head: string, delimiter: string): string[] {
  try {
    const [record = []] = parse(head, { delimiter, to: 1, skip_empty_lines: true, relax_column_count: true });
    return (record as string[]).map((name) => name.trim());
  } catch (error) {
    // By another delimiter its quotes may stand where none can.
    if (error instanceof CsvError) return [];
    throw error;
  }
}
