/** One heading-less unit of a Markdown text: a list item, a paragraph, a line of code or a table row. */
export interface Block {
  readonly kind: 'item' | 'paragraph' | 'code';
  /** The heading above it in the same text, stripped. */
  readonly heading?: string | undefined;
  /** One line, without Markdown marks. */
  readonly text: string;
}

const fence = /^\s*(?:```|~~~)/;
const headingLine = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
const itemLine = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/;
const rule = /^\s*(?:[-*_]\s*){3,}$|^\s*\|?\s*:?-{3,}[-:|\s]*$/;

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
    const title = inCode ? undefined : headingLine.exec(line)?.[1];
    const item = inCode ? undefined : itemLine.exec(line)?.[1];
    if (fence.test(line)) {
      close();
      inCode = !inCode;
    } else if (inCode) {
      if (line.trim()) blocks.push({ kind: 'code', heading, text: line.trim() });
    } else if (!line.trim() || rule.test(line)) close();
    else if (title !== undefined) {
      close();
      heading = stripMarks(title);
    } else if (item !== undefined) {
      close();
      open = { kind: 'item', lines: [item] };
    } else if (open) open.lines.push(unquoted(line));
    else open = { kind: 'paragraph', lines: [unquoted(line)] };
  }
  close();
  return blocks;
}

function unquoted(line: string): string {
  return line.replace(/^\s*(?:>\s?)+/, '').trim();
}

/** Removes inline marks and keeps words, code and the addresses of links. */
export function stripMarks(text: string): string {
  if (!/[*_`~<\\]|\]\(/.test(text)) return text.replace(/\s+/g, ' ').trim();
  // Odd parts are code spans: their stars and underscores are characters, not marks.
  const parts = text.split(/`+([^`]+)`+/);
  return parts
    .map((part, i) => (i % 2 === 1 ? part : stripEmphasis(stripLinks(part))))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function stripLinks(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g, (_all, label: string, url: string) =>
      !label || label === url ? url : `${label} (${url})`,
    )
    .replace(/<((?:https?|mailto):[^>\s]+)>/g, '$1');
}

function stripEmphasis(text: string): string {
  return text
    .replace(/(?<!\\)(\*\*|\*|~~)(?=\S)(.+?)(?<=[^\s\\])\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(__|_)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/(?<!\\)(\*\*|\*)(?=\S)(.+?)(?<=[^\s\\])\1/g, '$2')
    .replace(/\\([*_`#[\]])/g, '$1');
}
