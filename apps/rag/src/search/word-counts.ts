// A quoted lexeme, in which quotes and backslashes are doubled, and its positions with their weights.
const lexemes = /'((?:[^'\\]|''|\\\\)*)'(?::([\dABCD,]+))?/g;

/** How often each lexeme occurs, of a tsvector in PostgreSQL's text form. */
export function readWordCounts(tsvector: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, quoted = '', positions = ''] of tsvector.matchAll(lexemes)) {
    const lexeme = /['\\]/.test(quoted) ? quoted.replace(/''|\\\\/g, (pair) => pair.charAt(0)) : quoted;
    counts.set(lexeme, positions.split(',').length);
  }
  return counts;
}
