import { parseDocument } from 'yaml';
import { FileRejected } from '../file-rejected.js';

/** More than any front matter has. */
const maxLength = 20_000;
/** Nodes that aliases may stand for: enough to name a list twice, too few to blow up. */
const maxAliasCount = 50;

/** What stands between a first line `---` and the next one, and what follows; without both, all of it is content. */
export function splitFrontMatter(text: string): { readonly yaml?: string; readonly content: string } {
  const start = text.indexOf('\n') + 1;
  if (start === 0 || !isFence(text.slice(0, start))) return { content: text.trim() };
  for (let at = start; at < text.length;) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    if (isFence(text.slice(at, end))) return { yaml: text.slice(start, at), content: text.slice(end).trim() };
    at = end;
  }
  return { content: text.trim() };
}

function isFence(line: string): boolean {
  // A longer line is none, and need not be looked at.
  return line.startsWith('---') && line.length < 100 && line.trimEnd() === '---';
}

/** Data alone: YAML that is read so runs nothing. @throws FileRejected when it is no YAML, or too much */
export function parseFrontMatter(yaml: string): unknown {
  if (yaml.length > maxLength) throw new FileRejected(`front matter: has more than ${maxLength} characters`);
  const document = parse(yaml);
  const [error] = document.errors;
  if (error !== undefined) throw new FileRejected(`front matter: ${firstLine(error.message)}`);
  try {
    return document.toJS({ maxAliasCount });
  } catch (cause) {
    throw new FileRejected('front matter: repeats its lists through aliases (*name) too often', { cause });
  }
}

function parse(yaml: string) {
  try {
    return parseDocument(yaml, { version: '1.2', stringKeys: true });
  } catch (cause) {
    throw new FileRejected('front matter: has lists too deep in one another', { cause });
  }
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/:$/, '');
}
