import { canonical } from './canonical.js';
import { functionWords } from './lexicon/function-words.js';
import { numberWords, ones, units } from './lexicon/units.js';

/** A word of a text; `exact`: a number, code, name of a file, address or key that no letter may be changed of. */
export interface Word {
  readonly text: string;
  readonly kind: 'word' | 'exact' | 'seam';
  /** As people are told of it, when that is not the text: "45 seconds" for "45 second". */
  readonly shown?: string;
}

/** Reads a text as words, exact tokens and the punctuation that parts clauses. Linear in its length. */
export function scan(text: string): Word[] {
  return countUnits(canonical(text).split(/\s+/).flatMap(readChunk));
}

const edge = /[^\p{L}\p{N}]/u;
/** Signs that belong to an address, a command or a code at its start. */
const leading = new Set(['/', '~', '\\', '#', '*', '%', '€', '$', '£']);
const trailing = new Set(['/', '\\', '#', '*', '%', '€', '$', '£']);
const seams = new Set([',', ';', ':', '(', ')', '.', '!', '?', '-']);

function readChunk(chunk: string): Word[] {
  if (chunk === '') return [];
  if (chunk === '+' || chunk === '->' || chunk === '→' || chunk === '>' || chunk === '&') return [];
  let start = 0;
  let end = chunk.length;
  while (start < end && edge.test(chunk[start] ?? '') && !leading.has(chunk[start] ?? '')) start++;
  while (end > start && edge.test(chunk[end - 1] ?? '') && !trailing.has(chunk[end - 1] ?? '')) end--;
  if (start >= end)
    return [...chunk].filter((sign) => sign !== '-' && seams.has(sign)).map((text) => ({ text, kind: 'seam' }));
  const core = chunk.slice(start, end);
  const isDrive = chunk[end] === ':' && /^\p{L}$/u.test(core) && chunk[start - 1] !== '°';
  if (isDrive) return [exact(`${core}:`)];
  const words = readCore(core);
  if (start > 0 && seams.has(chunk[0] ?? '') && chunk[0] !== '-') words.unshift({ text: chunk[0] ?? '', kind: 'seam' });
  for (const sign of chunk.slice(end, end + 8)) if (seams.has(sign)) words.push({ text: sign, kind: 'seam' });
  return words;
}

function readCore(core: string): Word[] {
  if (/^[\p{L}'-]+$/u.test(core) || /^\p{L}+(?:\/\p{L}+)+$/u.test(core)) {
    // "Vous-même", "lui-même" name nobody else.
    const parts = core.replace(/-memes?$/, '').split(/['/-]/);
    return parts.flatMap((text, i) => (text === '' ? [] : [wordOf(text, parts[i - 1])]));
  }
  if (/^\d{1,3}(?:,\d{3})+$/.test(core)) return [exact(core.replaceAll(',', ''))];
  if (/^\d+(?:[.,]\d+)?$/.test(core)) return [exact(core.replace(',', '.'))];
  const measured = /^(\d+(?:[.,]\d+)?)-?(%|€|\$|£|\p{L}+)$/u.exec(core);
  if (measured && units.has(measured[2] ?? '')) {
    return [exact((measured[1] ?? '').replace(',', '.')), { text: measured[2] ?? '', kind: 'word' }];
  }
  if (/^[€$£]\d/.test(core)) return [exact(core.slice(1)), { text: core[0] ?? '', kind: 'word' }];
  if (units.has(core)) return [{ text: core, kind: 'word' }];
  const possessive = /^(.+)'s$/u.exec(core)?.[1];
  if (possessive !== undefined) return [exact(possessive)];
  if (/^[\p{L}\p{N}]+(?:\+[\p{L}\p{N}]+)+$/u.test(core)) return core.split('+').flatMap((part) => readCore(part));
  if (/^[\p{L}]+'[^']+$/u.test(core)) return core.split("'").flatMap((part) => readCore(part));
  return asides.has(core) ? [] : [exact(core)];
}

const asides = new Set(['e.g', 'i.e', 'p.ex', 'c.-a-d', 'etc']);

/** What an apostrophe parts from its word is grammar: the t of don't denies, an l' does not count. */
function wordOf(text: string, before: string | undefined): Word {
  if (text === 't' && before?.endsWith('n') === true) return { text: 'not', kind: 'word' };
  return { text, kind: 'word' };
}

function exact(text: string): Word {
  return { text, kind: 'exact' };
}

/** Joins numbers with their units and phone numbers with themselves; number words become numbers. */
function countUnits(words: readonly Word[]): Word[] {
  const counted: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    const fraction = fractionAt(words, i);
    if (fraction) {
      counted.push(exact(fraction.text));
      i += fraction.length - 1;
      continue;
    }
    const [number, used] = numberAt(words, i);
    if (number === undefined) {
      counted.push(word);
      continue;
    }
    const next = words[i + used];
    // "One right" counts, "one of them" and "one at a time" do not.
    const counts = word.text === 'one' && next !== undefined && next.kind !== 'seam' && !functionWords.has(next.text);
    const unit = next?.kind === 'word' ? unitAfter(word, next) : undefined;
    if (unit !== undefined) counted.push({ ...exact(`${number} ${unit}`), shown: `${number} ${next?.text ?? ''}` });
    else if (ones.has(word.text) && !counts) {
      counted.push(word);
      continue;
    } else counted.push(exact(number));
    i += used - 1 + (unit === undefined ? 0 : 1);
  }
  return counted;
}

/** "A second" computer is not a second long. */
function unitAfter(number: Word, { text }: Word): string | undefined {
  return ones.has(number.text) && text.startsWith('second') ? undefined : units.get(text);
}

const fractions: readonly (readonly [string, string])[] = [
  ['half an hour', '30 minute'],
  ['demi heure', '30 minute'],
  ['quarter of an hour', '15 minute'],
  ['quart d heure', '15 minute'],
];

/** The number that starts at a word, and how many words it takes. */
function numberAt(words: readonly Word[], at: number): [string | undefined, number] {
  const { text, kind } = words[at] as Word;
  if (kind === 'word') return [numberWords.get(text) ?? (ones.has(text) ? '1' : undefined), 1];
  if (!/^\d+$/.test(text)) return [/^\d+\.\d+$/.test(text) ? text : undefined, 1];
  let number = text;
  let used = 1;
  while (used < 6 && /^\d{2,4}$/.test(words[at + used]?.text ?? '')) number += words[at + used++]?.text ?? '';
  return [number, used];
}

/** Whether a phrase for a part of an hour starts at a word. */
function fractionAt(words: readonly Word[], at: number): { text: string; length: number } | undefined {
  for (const [phrase, text] of fractions) {
    const parts = phrase.split(' ');
    if (parts.every((part, i) => words[at + i]?.text === part)) return { text, length: parts.length };
  }
  return undefined;
}
