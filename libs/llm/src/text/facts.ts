import { cutAtCode } from './code-spans.js';

/**
 * Pieces of a text that must not be changed by a letter: numbers, versions, codes, file names, addresses, paths
 * and menu steps. Normalised, so that two texts can be compared.
 */
export function readFacts(text: string): Set<string> {
  const lower = text.toLowerCase();
  const facts = new Set<string>();
  let rest = lower;
  for (const address of addresses) {
    for (const [found] of rest.matchAll(address)) facts.add(found.replace(/^[+.-]+/, '').replace(closingMarks, ''));
    rest = rest.replace(address, ' ');
  }
  for (const [token] of rest.matchAll(tokens)) if (isFact(token)) facts.add(token);
  for (const step of readMenuSteps(lower)) facts.add(step);
  return facts;
}

/** URLs, e-mail addresses, UNC paths, drive paths and Unix paths of two parts or more, each where none before it is. */
const addresses = [
  /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/\S+/g,
  /(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /\\\\\S+/g,
  /\b[a-z]:\\\S*/g,
  /~?\/[\p{L}\p{N}._-]+(?:\/[\p{L}\p{N}._-]+)+/gu,
];
const closingMarks = /(?<![.,;:!?)\]}"'”’»])[.,;:!?)\]}"'”’»]+$/u;

const tokens = /[\p{L}\p{N}]+(?:[.:_][\p{L}\p{N}]+)*/gu;
const menuPieces = /[\p{L}\p{N}]+|→|->|>|[\s"“”«»’‘*]+|./gu;

/** "Settings → General", in pairs of the words at the arrow; quotation marks and stars around them do not count. */
function readMenuSteps(text: string): string[] {
  const steps: string[] = [];
  let from: string | undefined;
  let atArrow = false;
  for (const [piece] of text.matchAll(menuPieces)) {
    if (/^[\p{L}\p{N}]/u.test(piece)) {
      if (from !== undefined && atArrow) steps.push(`${from} → ${piece}`);
      [from, atArrow] = [piece, false];
    } else if (/^(?:→|->|>)/.test(piece) && !atArrow) atArrow = true;
    else if (!/^[\s"“”«»’‘*]/.test(piece)) [from, atArrow] = [undefined, false];
  }
  return steps;
}

function isFact(token: string): boolean {
  if (/\p{N}/u.test(token) || token.includes('_')) return true;
  const parts = token.split(/[.:]/);
  return parts.length > 1 && parts.every((part) => part.length > 1);
}

/** The contents of code spans and fences: commands that an answer tells somebody to type. */
export function readCommands(markdown: string): string[] {
  const spans = cutAtCode(markdown).filter((_part, i) => i % 2 === 1);
  return spans.map((span) => span.replace(/\s+/g, ' ').trim()).filter((span) => span.length > 0);
}
