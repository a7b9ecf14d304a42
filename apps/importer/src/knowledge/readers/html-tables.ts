import type Turndown from 'turndown';

/** The most columns and rows that one cell is repeated over. */
const maxSpan = 50;

/** What is used of the elements that Turndown hands over. */
interface HtmlElement {
  readonly nodeName: string;
  readonly parentNode: HtmlElement | null;
  readonly childNodes: ArrayLike<HtmlElement>;
  getElementsByTagName(name: string): ArrayLike<HtmlElement>;
  getAttribute(name: string): string | null;
}

/** A cell as Markdown on one line, and what it spans. */
interface Cell {
  readonly text: string;
  readonly heads: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** What is known of a table while its rows are read, from the first to the last. */
interface Table {
  /** What its columns are called. */
  header?: readonly string[];
  /** Cells of earlier rows that reach into later ones: column → text and rows to go. */
  readonly reaching: Map<number, { text: string; rows: number }>;
}

/**
 * A table of data becomes a list with an item for each row, each value after the name of its column: "- Code: E7; Fix:
 * Open tray 2." A row is then found, kept together and quoted as one, whatever passage it comes to stand in, which a
 * row of a Markdown table is not without its header. A table that only places things on a page is read cell by cell.
 */
export function addTableRules(turndown: Turndown): void {
  const tables = new WeakMap<HtmlElement, Table>();
  const rows = new WeakMap<HtmlElement, Cell[]>();
  const dataTables = new WeakMap<HtmlElement, boolean>();
  const isData = (element: HtmlElement): boolean => {
    const table = tableOf(element);
    if (table === undefined) return false;
    const known = dataTables.get(table) ?? holdsData(table);
    dataTables.set(table, known);
    return known;
  };
  turndown.addRule('cell', {
    filter: ['td', 'th'],
    replacement(content, node) {
      const cell = node as unknown as HtmlElement;
      const row = cell.parentNode;
      if (row === null || !isData(cell)) return `\n\n${content}\n\n`;
      const cells = rows.get(row) ?? [];
      cells.push(cellOf(cell, content));
      rows.set(row, cells);
      return '';
    },
  });
  turndown.addRule('row', {
    filter: 'tr',
    replacement(content, node) {
      const row = node as unknown as HtmlElement;
      const table = tableOf(row);
      if (table === undefined || !isData(row)) return `\n\n${content}\n\n`;
      const state = tables.get(table) ?? { reaching: new Map() };
      tables.set(table, state);
      return rowOf(state, rows.get(row) ?? []);
    },
  });
  turndown.addRule('caption', { filter: 'caption', replacement: (content) => `\n\n${content}\n\n` });
}

function tableOf(element: HtmlElement): HtmlElement | undefined {
  let at: HtmlElement | null = element;
  while (at !== null && at.nodeName !== 'TABLE') at = at.parentNode;
  return at ?? undefined;
}

/** Whether it has rows of several cells, and neither a table nor a heading in one of them. */
function holdsData(table: HtmlElement): boolean {
  if (['table', 'h1', 'h2', 'h3'].some((name) => table.getElementsByTagName(name).length > 0)) return false;
  return Array.from(table.getElementsByTagName('tr')).some(
    (row) => Array.from(row.childNodes).filter(({ nodeName }) => nodeName === 'TD' || nodeName === 'TH').length > 1,
  );
}

function cellOf(node: HtmlElement, content: string): Cell {
  const lines = content.split('\n').map((line) => line.trim().replace(/^(?:[-*+]|\d{1,3}\.) +/, ''));
  return {
    text: joined(lines.filter((line) => line !== '')),
    heads: node.nodeName === 'TH',
    columns: span(node, 'colspan'),
    rows: span(node, 'rowspan'),
  };
}

/** Lines of a cell as one: sentences one after another, words as a list. */
function joined([first = '', ...rest]: readonly string[]): string {
  return rest.reduce((text, line) => `${text}${/[.!?:;,]$/.test(text) ? '' : ','} ${line}`, first);
}

function span(node: HtmlElement, name: string): number {
  const value = Math.trunc(Number(node.getAttribute(name)));
  return value > 1 ? Math.min(value, maxSpan) : 1;
}

function rowOf(table: Table, cells: readonly Cell[]): string {
  const texts = spread(table, cells);
  if (cells.every(({ heads }) => heads)) {
    table.header = texts;
    return '';
  }
  const { header } = table;
  const values = header === undefined ? named(texts, cells) : texts.map((text, at) => value(header[at] ?? '', text));
  const sentence = values.filter((text, at) => text !== '' && text !== values[at - 1]).join('; ');
  return sentence === '' ? '' : `\n- ${/[.!?]$/.test(sentence) ? sentence : `${sentence}.`}\n`;
}

/** A row of a table without a header: its first cell names it when it says so, or has but one value. */
function named(texts: readonly string[], cells: readonly Cell[]): string[] {
  const [first = '', ...rest] = texts;
  if (rest.length === 1 || cells[0]?.heads) return [value(first, rest.filter((text) => text !== '').join('; '))];
  return [...texts];
}

function value(name: string, text: string): string {
  if (text === '' || name === '') return text.replace(/\.$/, '');
  return `${name.replace(/:$/, '')}: ${text.replace(/\.$/, '')}`;
}

/** The texts of a row, a place for each column, those of cells that span several included. */
function spread({ reaching }: Table, cells: readonly Cell[]): string[] {
  const texts: string[] = [];
  const fill = () => {
    for (let above = reaching.get(texts.length); above !== undefined; above = reaching.get(texts.length)) {
      if (above.rows === 1) reaching.delete(texts.length);
      else reaching.set(texts.length, { ...above, rows: above.rows - 1 });
      texts.push(above.text);
    }
  };
  for (const { text, columns, rows } of cells) {
    fill();
    for (let column = 0; column < columns; column += 1) {
      if (rows > 1) reaching.set(texts.length, { text, rows: rows - 1 });
      texts.push(text);
    }
  }
  fill();
  return texts;
}
