/** So much longer a text may become, in UTF-16 code units: long names of columns and 10,000 short rows would fill any memory. */
const mostAdded = 20_000;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const indentedCode = /^(?: {4}|\t)/;

/** A table that is being written: its first two lines, which are dropped once an item says what they say. */
interface Table {
  readonly header: readonly string[];
  readonly lines: readonly string[];
  form: 'unwritten' | 'items' | 'rows';
}

/**
 * Writes the tables of a Markdown text as lists, an item for each row and each value after the name of its column:
 * "- Code: E7; Fix: Open tray 2." A row is then found, kept together and quoted as one, whatever part of the text it comes to
 * stand in, which a row is not without its header. Tables are those of GitHub's Markdown; code stays as it is, and so do,
 * under their header, the rows that would make the text too long.
 */
export function listTables(markdown: string): string {
  if (!markdown.includes('|')) return markdown;
  const lines = markdown.split('\n');
  const inCode = markCode(lines);
  const written: string[] = [];
  let table: Table | undefined;
  let room = mostAdded;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const cells = inCode[at] || !line.includes('|') ? undefined : readTableRow(line);
    if (table !== undefined && cells !== undefined) {
      const added = addedBy(table.header, cells);
      const fits = room >= added && table.form !== 'rows';
      written.push(...(fits ? asItem(table, cells) : [...asRow(table), line]));
      room -= fits ? added : 0;
      continue;
    }
    written.push(...leftOf(table));
    table = cells && readHeader(cells, lines, at);
    if (table === undefined) written.push(line);
    else at += 1;
  }
  written.push(...leftOf(table));
  return written.join('\n');
}

function readHeader(header: readonly string[], lines: readonly string[], at: number): Table | undefined {
  if (!isDelimiter(lines[at + 1] ?? '', header.length)) return undefined;
  return { header, lines: lines.slice(at, at + 2), form: 'unwritten' };
}

function asItem(table: Table, cells: readonly string[]): readonly string[] {
  table.form = 'items';
  return itemOf(table.header, cells);
}

/** The header's lines before the first row that stays a row. */
function asRow(table: Table): readonly string[] {
  const isFirst = table.form !== 'rows';
  table.form = 'rows';
  return isFirst ? table.lines : [];
}

/** The header of a table without rows is text. */
const leftOf = (table: Table | undefined) => (table?.form === 'unwritten' ? table.lines : []);

/** Which lines are code: between fences of the same mark, the closing one at least as long and alone, or indented. */
function markCode(lines: readonly string[]): boolean[] {
  let open: string | undefined;
  return lines.map((line) => {
    const [begins = '', mark = ''] = fence.exec(line) ?? [];
    if (open === undefined) {
      if (mark !== '') open = mark;
      return mark !== '' || indentedCode.test(line);
    }
    if (mark.startsWith(open) && line.slice(begins.length).trim() === '') open = undefined;
    return true;
  });
}

/** The cells of a row, trimmed, without the bars at its ends. A bar after a backslash is a character. */
export function readTableRow(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '\\' && line.charAt(at + 1) === '|') {
      cell += '|';
      at += 1;
    } else if (character === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  cells.push(cell.trim());
  if (cells[0] === '') cells.shift();
  if (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}

/** The line under a table's header: dashes, a cell for each of the header's. */
function isDelimiter(line: string, columns: number): boolean {
  if (!line.includes('-')) return false;
  const cells = readTableRow(line);
  return cells.length === columns && cells.every((cell) => /^:?-+:?$/.test(cell));
}

/** How much longer than the row its item may be. */
function addedBy(header: readonly string[], cells: readonly string[]): number {
  return cells.reduce((sum, _, at) => sum + (header[at]?.length ?? 0) + 2, 3);
}

function itemOf(header: readonly string[], cells: readonly string[]): string[] {
  const values = cells.map((cell, at) => valueOf(header[at] ?? '', cell)).filter((value) => value !== '');
  const sentence = values.join('; ');
  return sentence === '' ? [] : [`- ${/[.!?]$/.test(sentence) ? sentence : `${sentence}.`}`];
}

function valueOf(name: string, cell: string): string {
  const text = cell.endsWith('.') ? cell.slice(0, -1) : cell;
  return text === '' || name === '' ? text : `${name.endsWith(':') ? name.slice(0, -1) : name}: ${text}`;
}
