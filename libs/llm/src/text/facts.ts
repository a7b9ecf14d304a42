/**
 * Pieces of a text that must not be changed by a letter: numbers, versions, codes, file names, addresses, paths
 * and menu steps. Normalised, so that two texts can be compared.
 */
export function readFacts(text: string): Set<string> {
  const lower = text.toLowerCase();
  const facts = new Set<string>();
  for (const [address] of lower.matchAll(addresses)) facts.add(address.replace(/[.,;:!?)\]}"'”’»]+$/u, ''));
  for (const [token] of lower.replace(addresses, ' ').matchAll(tokens)) if (isFact(token)) facts.add(token);
  for (const [, from, to] of lower.matchAll(menuSteps)) facts.add(`${from} → ${to}`);
  return facts;
}

/** URLs, e-mail addresses, UNC paths, drive paths and Unix paths of two parts or more. */
const addresses =
  /[a-z][a-z0-9+.-]*:\/\/\S+|[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|\\\\\S+|\b[a-z]:\\\S*|~?\/[\p{L}\p{N}._-]+(?:\/[\p{L}\p{N}._-]+)+/gu;

const tokens = /[\p{L}\p{N}]+(?:[.:_][\p{L}\p{N}]+)*/gu;
const menuSteps = /([\p{L}\p{N}]+)["”’»*]*\s*(?:→|->|>)\s*(?=["“‘«*]*\s*([\p{L}\p{N}]+))/gu;

function isFact(token: string): boolean {
  if (/\p{N}/u.test(token) || token.includes('_')) return true;
  const parts = token.split(/[.:]/);
  return parts.length > 1 && parts.every((part) => part.length > 1);
}

/** The contents of code spans and fences: commands that an answer tells somebody to type. */
export function readCommands(markdown: string): string[] {
  const spans = [...markdown.matchAll(/`+([^`]+)`+/g)].map((match) => match[1] ?? '');
  return spans.map((span) => span.replace(/\s+/g, ' ').trim()).filter((span) => span.length > 0);
}
