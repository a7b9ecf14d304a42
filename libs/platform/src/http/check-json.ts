import { HttpProblem } from './problem.js';

/** Deeper bodies than any schema allows are refused before they are parsed. */
const maxDepth = 32;

/** An object's names so far, or nothing for an array. */
type Container = Set<string> | undefined;

/**
 * What `JSON.parse` does not refuse: nesting without end, and an object that says a name twice, of which each reader
 * takes another one (RFC 8259, 4). Text that is no JSON may pass; the parser that follows refuses it.
 * @throws HttpProblem 400
 */
export function checkJson(json: string): void {
  const containers: Container[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x22) {
      const end = endOfString(json, at);
      const names = containers.at(-1);
      if (names !== undefined && isName(json, end)) addName(names, json.slice(at, end + 1));
      at = end;
    } else if (code === 0x5b) containers.push(undefined);
    else if (code === 0x7b) containers.push(new Set());
    else if (code === 0x5d || code === 0x7d) containers.pop();
    if (containers.length > maxDepth) throw malformed(`The body nests deeper than ${maxDepth} levels.`);
  }
}

/** Where the string that begins at `start` has its closing quote; the last place of the text when it has none. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at;
  }
  return json.length;
}

/** Whether a colon follows the string that ends at `end`. */
function isName(json: string, end: number): boolean {
  for (let at = end + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue;
    return code === 0x3a;
  }
  return false;
}

function addName(names: Set<string>, quoted: string): void {
  const name = unquote(quoted);
  if (name === undefined) return;
  if (names.has(name)) throw malformed(`The body says ${quoted.slice(0, 100)} twice in one object.`);
  names.add(name);
}

/** Names may be written with escapes; the parser refuses those that are none. */
function unquote(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

const malformed = (detail: string) => new HttpProblem(400, 'malformed_json', detail);
