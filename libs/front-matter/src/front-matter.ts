import { type CST, LineCounter, parseDocument, Parser } from 'yaml';

/** More than any front matter has. */
const maxLength = 20_000;
/** Nodes that aliases may stand for: enough to name a list twice, too few to blow up. */
const maxAliasCount = 50;

/** Lists and maps in one another: a parser goes down into each, and one that runs out of stack may end the process. */
const maxDepth = 50;

/** Why front matter cannot be read: said after the name of its file. */
export class FrontMatterProblem extends Error {
  override readonly name = 'FrontMatterProblem';
}

/**
 * The YAML between a first line `---` and the next one, read as data alone (nothing in it runs), and the text that
 * follows. Without both lines all of it is content, and there is no data.
 * @throws FrontMatterProblem when it is no YAML, or too much
 */
export function readFrontMatter(text: string): { readonly data: unknown; readonly content: string } {
  const start = text.indexOf('\n') + 1;
  if (start > 0 && isFence(text.slice(0, start))) {
    for (let at = start; at < text.length;) {
      const end = text.indexOf('\n', at) + 1 || text.length;
      if (isFence(text.slice(at, end))) return { data: parse(text.slice(start, at)), content: text.slice(end).trim() };
      at = end;
    }
  }
  return { data: undefined, content: text.trim() };
}

function isFence(line: string): boolean {
  // A longer line is none, and need not be looked at.
  return line.startsWith('---') && line.length < 100 && line.trimEnd() === '---';
}

function parse(yaml: string): unknown {
  if (yaml.length > maxLength) throw new FrontMatterProblem(`front matter: has more than ${maxLength} characters`);
  const lines = new LineCounter();
  if (isDeeper(new Parser().parse(yaml), maxDepth))
    throw new FrontMatterProblem('front matter: has lists too deep in one another');
  const document = parseDocument(yaml, {
    version: '1.2',
    stringKeys: true,
    prettyErrors: false,
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    // Of the file, whose first line is the fence.
    throw new FrontMatterProblem(`front matter: ${firstLine(error.message)} at line ${line + 1}, column ${col}`);
  }
  try {
    return document.toJS({ maxAliasCount });
  } catch (cause) {
    throw new FrontMatterProblem('front matter: repeats its lists through aliases (*name) too often', { cause });
  }
}

/** Whether tokens stand deeper in one another than that; level by level, as recursion is what must not be. */
function isDeeper(tokens: Iterable<CST.Token>, depth: number): boolean {
  let level = [...tokens];
  for (let deep = 0; level.length > 0; deep += 1) {
    if (deep > depth) return true;
    level = level.flatMap(inside);
  }
  return false;
}

function inside(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/:$/, '');
}
