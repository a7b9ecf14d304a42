import { canonical } from './canonical.js';
import { readCore } from './core.js';
import { countUnits } from './numbers.js';
import { arrow, exactOf, seamOf, wordOf, type Word } from './word.js';

/** Reads a text as words, exact tokens and the punctuation that parts clauses. Linear in its length. */
export function scan(text: string): Word[] {
  return countUnits(canonical(text).split(/\s+/).flatMap(readChunk));
}

const edge = /[^\p{L}\p{N}]/u;
/** Signs that belong to an address, a command or a code at its edge. */
const leading = new Set(['/', '~', '\\', '#', '*', '%', '€', '$', '£']);
const trailing = new Set(['/', '\\', '#', '*', '%', '€', '$', '£']);
const seams = new Set([',', ';', ':', '(', ')', '.', '!', '?']);
/** Signs between the names of keys; they part nothing. */
const links = new Set(['', '+', '&']);
/** Signs between the steps of a menu. */
const arrows = new Set(['->', '→', '>']);

function readChunk(chunk: string): Word[] {
  if (links.has(chunk)) return [];
  if (arrows.has(chunk)) return [wordOf(arrow)];
  const start = startOf(chunk);
  const end = endOf(chunk, start);
  const core = chunk.slice(start, end);
  if (chunk[end] === ':' && /^\p{L}$/u.test(core) && chunk[start - 1] !== '°') return [exactOf(`${core}:`)];
  const words = core === '' ? [] : readCore(core);
  return [...seamsOf(chunk.slice(0, start)), ...words, ...seamsOf(chunk.slice(end))];
}

function startOf(chunk: string): number {
  let start = 0;
  while (start < chunk.length && edge.test(chunk.charAt(start)) && !leading.has(chunk.charAt(start))) start++;
  return start;
}

function endOf(chunk: string, start: number): number {
  let end = chunk.length;
  while (end > start && edge.test(chunk.charAt(end - 1)) && !trailing.has(chunk.charAt(end - 1))) end--;
  return end;
}

function seamsOf(signs: string): Word[] {
  const first = [...signs].find((sign) => seams.has(sign));
  return first === undefined ? [] : [seamOf(first)];
}
