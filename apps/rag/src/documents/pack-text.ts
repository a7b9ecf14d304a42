/** Longest passage in characters: about 250 tokens, what the embedding model reads at once. */
export const maxPassageLength = 1_000;

// Coarse to fine: a piece that is short enough is not split further.
const seams = [/\n{2,}/, /\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])\s)/, /\n/, /(?<=[.!?])\s+/, /\s+/];

/** Cuts a text into pieces of at most `maxPassageLength`, each as long as the seams allow. */
export function packText(text: string, level = 0): string[] {
  if (text.length <= maxPassageLength) return [text];
  const seam = seams[level];
  if (seam === undefined) return chop(text);
  const glue = level === 0 ? '\n\n' : level <= 2 ? '\n' : ' ';
  const packed: string[] = [];
  for (const piece of text.split(seam).flatMap((part) => packText(part, level + 1))) {
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
