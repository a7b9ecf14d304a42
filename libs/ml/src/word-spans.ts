import { maxFeatureCharacters } from './words.js';

/** A stretch of a text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where stretches of a normalised text (`normalise`), ascending, stand in the text as it was written. Normalising changes
 * lengths: a stretch that begins or ends inside what one written character became gets that character whole.
 */
export function originalSpans(text: string, stretches: readonly Span[]): Span[] {
  const pieces = cutPieces(text.slice(0, maxFeatureCharacters));
  let at = 0;
  const pieceOf = (position: number) => {
    while (at < pieces.length - 1 && (pieces[at] as Piece).normalEnd <= position) at++;
    return pieces[at] as Piece;
  };
  return stretches.map(({ start, end }) => ({ start: pieceOf(start).start, end: pieceOf(end - 1).end }));
}

/** A stretch of the written text that normalises by itself, and where its normal form ends in the whole one. */
interface Piece extends Span {
  readonly normalEnd: number;
}

function cutPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let normalEnd = 0;
  for (let at = 0; at < text.length;) {
    const end = at + ((text.codePointAt(at) as number) > 0xffff ? 2 : 1);
    if (end === text.length || !joins(text.slice(start, end), text, end)) {
      normalEnd += text.slice(start, end).normalize('NFKC').toLowerCase().length;
      pieces.push({ start, end, normalEnd });
      start = end;
    }
    at = end;
  }
  return pieces;
}

/** Marks, and the two letters that normalise to marks: they may compose with, or move before, what stands there. */
const mark = /^[\p{M}\uff9e\uff9f]/u;

/** Whether the character at `at` normalises together with the piece before it, as marks and Korean letters do. */
function joins(piece: string, text: string, at: number): boolean {
  const codePoint = text.codePointAt(at) as number;
  if (codePoint < 0x80) return false;
  const next = String.fromCodePoint(codePoint);
  if (mark.test(next)) return true;
  return (piece + next).normalize('NFKC') !== piece.normalize('NFKC') + next.normalize('NFKC');
}
