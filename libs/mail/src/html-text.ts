import { Tokenizer } from 'htmlparser2';

const blocks = new Set(
  'address article blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const hidden = new Set(['style', 'script', 'title']);
const ignore = () => undefined;

/**
 * The text that readers of this HTML see; quotations as lines with `>`. Read from tokens, not from a tree: linear in the
 * length, however deep the elements are and whatever is left open. Ends where more than `maxLength` UTF-16 code units were read.
 */
export function htmlText(html: string, maxLength: number): string {
  const lines: string[] = [];
  let line: string[] = [];
  let depth = 0;
  let hiddenBy: string | undefined;
  const nameAt = (start: number, end: number) => html.slice(start, Math.min(end, start + 20)).toLowerCase();
  let written = 0;
  const count = (length: number) => {
    written += length;
    if (written > maxLength) tokenizer.pause();
  };
  const write = (text: string) => {
    if (hiddenBy !== undefined) return;
    line.push(text);
    count(text.length);
  };
  const breakLine = () => {
    const text = line.join('').replace(/\s+/g, ' ').trim();
    if (text !== '' || lines.at(-1) !== '') lines.push(text !== '' && depth > 0 ? `> ${text}` : text);
    line = [];
    count(1);
  };
  const boundary = (name: string) => {
    if (name === 'br' || name === 'p' || (blocks.has(name) && line.length > 0)) breakLine();
    if (name === 'td' || name === 'th') write(' ');
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => write(html.slice(start, Math.min(end, start + maxLength + 1))),
      ontextentity: (codePoint) => write(String.fromCodePoint(codePoint)),
      onopentagname: (start, end) => {
        const name = nameAt(start, end);
        boundary(name);
        if (hidden.has(name)) hiddenBy = name;
        if (name === 'blockquote') depth += 1;
      },
      onclosetag: (start, end) => {
        const name = nameAt(start, end);
        boundary(name);
        if (name === hiddenBy) hiddenBy = undefined;
        if (name === 'blockquote') depth = Math.max(0, depth - 1);
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  breakLine();
  return lines.join('\n').trim();
}
