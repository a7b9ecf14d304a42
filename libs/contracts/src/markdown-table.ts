/** So much longer a text may become, in UTF-16 code units: long names of columns and 10,000 short rows would fill any memory. */
const mostAdded = 20_000;

const fence = /^\s*(?:```|~~~)/;

/**
 * Writes the tables of a Markdown text as lists, an item for each row and each value after the name of its column:
 * "- Code: E7; Fix: Open tray 2." A row is then found, kept together and quoted as one, whatever part of the text it comes to
 * stand in, which a row is not without its header. Tables are those of GitHub's Markdown; code stays as it is, and so do the
 * rows that would make the text too long.
 */
export function listTables(markdown: string): string {
  if (!markdown.includes('|')) return markdown;
  const written: string[] = [];
  let header: readonly string[] | undefined;
  let inCode = false;
  let room = mostAdded;
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    if (fence.test(line)) inCode = !inCode;
    const cells = inCode || !line.includes('|') ? undefined : readTableRow(line);
    if (cells === undefined) header = undefined;
    if (header === undefined && cells !== undefined && isDelimiter(lines[at + 1] ?? '', cells.length)) {
      header = cells;
      at += 1;
    } else if (header !== undefined && cells !== undefined && room >= addedBy(header, cells)) {
      room -= addedBy(header, cells);
      written.push(...itemOf(header, cells));
    } else written.push(line);
  }
  return written.join('\n');
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
