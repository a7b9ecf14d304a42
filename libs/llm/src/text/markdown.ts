import { readHeading, readTableRow } from '@driftdesk/contracts';
import { cutAtCode } from './code-spans.js';
import { stripEmphasis } from './emphasis.js';
import { stripLinks } from './links.js';

/** One heading-less unit of a Markdown text: a list item, a paragraph, a line of code or a table row. */
export interface Block {
  readonly kind: 'item' | 'paragraph' | 'code';
  /** The heading above it in the same text, stripped. */
  readonly heading?: string | undefined;
  /** One line, without Markdown marks. */
  readonly text: string;
}

const fence = /^\s*(?:```|~~~)/;
const itemMark = /^\s*(?:[-*+•]|\d{1,3}[.)])(?=\s)/;
/** A thematic break, the line under a heading or the one under a table's header; without its spaces. */
const rule = /^(?:[-*_]{3,}|\|?:?-{3}[-:|]*)$/;

/** Reads Markdown (or plain text) as blocks, in the order of the text. */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading: string | undefined;
  let open: { kind: 'item' | 'paragraph'; lines: string[] } | undefined;
  let inCode = false;
  const close = () => {
    const text = open ? stripMarks(open.lines.join(' ')) : '';
    if (open && text) blocks.push({ kind: open.kind, heading, text });
    open = undefined;
  };
  for (const line of markdown.split(/\r\n?|\n/)) {
    const title = inCode ? undefined : readHeading(line)?.title;
    const item = inCode ? undefined : readItem(line);
    if (fence.test(line)) {
      close();
      inCode = !inCode;
    } else if (inCode) {
      if (line.trim()) blocks.push({ kind: 'code', heading, text: line.trim() });
    } else if (!line.trim() || isRule(line)) close();
    else if (title !== undefined) {
      close();
      heading = stripMarks(title);
    } else if (item !== undefined) {
      close();
      open = { kind: 'item', lines: [item] };
    } else if (line.trimStart().startsWith('|')) {
      close();
      blocks.push(...rowBlock(line, heading));
    } else if (open) open.lines.push(unquoted(line));
    else open = { kind: 'paragraph', lines: [unquoted(line)] };
  }
  close();
  return blocks;
}

/** A row of a table says something by itself, also where its header stands in another passage; the line under it does not. */
function rowBlock(line: string, heading: string | undefined): Block[] {
  const cells = readTableRow(line.trim()).map(stripMarks);
  const text = cells.filter((cell) => cell !== '').join('; ');
  return /^[-:; ]*$/.test(text) ? [] : [{ kind: 'item', heading, text }];
}

function readItem(line: string): string | undefined {
  const mark = itemMark.exec(line)?.[0];
  return mark === undefined ? undefined : line.slice(mark.length).trimStart();
}

function isRule(line: string): boolean {
  return rule.test(line.replace(/\s+/g, ''));
}

function unquoted(line: string): string {
  return line.replace(/^\s*(?:>\s?)+/, '').trim();
}

/** Removes inline marks and keeps words, code and the addresses of links. */
export function stripMarks(text: string): string {
  const plain = /[*_`~<\\]|\]\(/.test(text)
    ? // Stars and underscores of code are characters, not marks.
      cutAtCode(text)
        .map((part, i) => (i % 2 === 1 ? part : stripEmphasis(stripLinks(part))))
        .join('')
    : text;
  return plain.replace(/\s+/g, ' ').trim();
}
