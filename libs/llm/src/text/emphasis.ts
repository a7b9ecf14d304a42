const marks = ['**', '__', '~~', '*', '_'] as const;
type Mark = (typeof marks)[number];

/** A mark that may open emphasis, and its place among the pieces. */
interface Opener {
  readonly mark: Mark;
  readonly piece: number;
  /** Where its content starts in the text. */
  readonly end: number;
}

const letter = /[\p{L}\p{N}_]/u;

/**
 * Removes the marks of emphasis that belong together, and the backslashes of escaped ones. One pass with a stack, as
 * CommonMark does it (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure): a pattern tries all pairs of marks.
 */
export function stripEmphasis(text: string): string {
  const pieces: string[] = [];
  const openers: Opener[] = [];
  const open = new Map<Mark, number>();
  let done = 0;
  for (const { index } of text.matchAll(/[*_~]/g)) {
    if (index < done || text[index - 1] === '\\') continue;
    const closed = closerAt(text, index, openers, open);
    const mark = closed?.mark ?? marks.find((candidate) => text.startsWith(candidate, index));
    if (mark === undefined) continue;
    pieces.push(text.slice(done, index));
    done = index + mark.length;
    if (closed !== undefined) pieces[closed.piece] = '';
    else if (opens(text, index, mark)) {
      openers.push({ mark, piece: pieces.length, end: done });
      open.set(mark, (open.get(mark) ?? 0) + 1);
      pieces.push(mark);
    } else pieces.push(mark);
  }
  pieces.push(text.slice(done));
  return pieces.join('').replace(/\\([*_`#[\]])/g, '$1');
}

/** The opener that a mark here closes; it and what was opened after it are no openers any more. */
function closerAt(text: string, at: number, openers: Opener[], open: Map<Mark, number>): Opener | undefined {
  if (!/[^\s\\]/.test(text.charAt(at - 1))) return undefined;
  const innermost = openers.at(-1)?.mark;
  const candidates = innermost === undefined ? [] : [innermost, ...marks];
  const mark = candidates.find((one) => open.get(one) && text.startsWith(one, at) && endsWord(text, at, one));
  if (mark === undefined) return undefined;
  if ((openers.findLast((opener) => opener.mark === mark)?.end ?? at) >= at) return undefined;
  for (;;) {
    const opener = openers.pop();
    if (opener === undefined) return undefined;
    open.set(opener.mark, (open.get(opener.mark) ?? 0) - 1);
    if (opener.mark === mark) return opener;
  }
}

function opens(text: string, at: number, mark: Mark): boolean {
  if (!/\S/.test(text.charAt(at + mark.length))) return false;
  return !mark.startsWith('_') || !letter.test(lastCharacter(text, at));
}

/** Underscores inside a word, as in snake_case, are letters of it. */
function endsWord(text: string, at: number, mark: Mark): boolean {
  if (!mark.startsWith('_')) return true;
  return !letter.test(String.fromCodePoint(text.codePointAt(at + mark.length) ?? 0x20));
}

function lastCharacter(text: string, end: number): string {
  const low = text.charCodeAt(end - 1);
  return text.slice(low >= 0xdc00 && low <= 0xdfff ? end - 2 : Math.max(0, end - 1), end);
}
