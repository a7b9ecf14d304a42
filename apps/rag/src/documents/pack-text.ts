/** Longest passage in characters: about 250 tokens, what the embedding model reads at once. */
export const maxPassageLength = 1_000;

/**
 * Coarse to fine: paragraphs with what is indented below them, items of a list, items within those, lines, sentences,
 * words. A piece that is short enough is not split further, so an item keeps its paragraphs and its own list.
 */
const seams = [
  { at: /(?<!\n)\n{2,}(?![ \t\n])/, glue: '\n\n' },
  { at: /\n(?=(?:[-*+]|\d{1,9}[.)])\s)/, glue: '\n' },
  { at: /\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])\s)/, glue: '\n' },
  { at: /\n/, glue: '\n' },
  { at: /(?<=[.!?])\s+/, glue: ' ' },
  { at: /\s+/, glue: ' ' },
];

/** Cuts a text into pieces of at most `maxPassageLength`, each as long as the seams allow. */
export function packText(text: string, level = 0): string[] {
  if (text.length <= maxPassageLength) return [text];
  const seam = seams[level];
  if (seam === undefined) return chop(text);
  const { at, glue } = seam;
  const packed: string[] = [];
  for (const piece of text.split(at).flatMap((part) => packText(part, level + 1))) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + glue.length + piece.length <= maxPassageLength) {
      packed[packed.length - 1] = last + glue + piece;
    } else packed.push(piece);
  }
  return packed.filter((piece) => piece.trim().length > 0);
}

function chop(text: string): string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += maxPassageLength / 2) {
    pieces.push(characters.slice(at, at + maxPassageLength / 2).join(''));
  }
  return pieces;
}
