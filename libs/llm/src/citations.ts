/** [1], [1, 2] and [1][2], but not a Markdown link's [1](…). */
const mark = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\](?!\()/g;

/** The passage numbers that a text cites, ascending, each once. */
export function citedNumbers(text: string): number[] {
  const numbers = [...text.matchAll(mark)].flatMap((match) => (match[1] ?? '').split(/[,;]/).map(Number));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The text without its citation marks and without the gaps they leave. */
export function withoutMarks(text: string): string {
  return text
    .replace(mark, '')
    .replace(/(?<!\s)\s+(?=[.,;!?])/g, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

/** Moves marks that follow a sentence's full stop in front of it, so that splitting keeps them with their sentence. */
export function marksBeforeStops(text: string): string {
  return text.replace(/(?<![.!?…])([.!?…]+)((?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\](?!\())+)/g, '$2$1');
}

/** The text with other numbers in its marks. */
export function renumberMarks(text: string, numberOf: (n: number) => number): string {
  return text.replace(mark, (marks) => marks.replace(/\d+/g, (n) => String(numberOf(Number(n)))));
}

/** Each mark on its own, as the contract writes them: [1, 2] becomes [1][2]. */
export function singleMarks(text: string): string {
  return text.replace(mark, (_all, numbers: string) =>
    numbers
      .split(/[,;]/)
      .map((number) => `[${Number(number)}]`)
      .join(''),
  );
}

/** The pieces of a sentence that end with marks, without them, and the numbers of these; blank pieces are left out. */
export function splitAtMarks(sentence: string): { text: string; cited: number[] }[] {
  const pieces: { text: string; cited: number[] }[] = [];
  let start = 0;
  for (const match of sentence.matchAll(mark)) {
    const text = sentence.slice(start, match.index).trim();
    const last = pieces.at(-1);
    start = match.index + match[0].length;
    if (/[\p{L}\p{N}]/u.test(text) || !last) pieces.push({ text, cited: citedNumbers(match[0]) });
    else last.cited = citedNumbers(last.cited.map((n) => `[${n}]`).join('') + match[0]);
  }
  const rest = sentence.slice(start).trim();
  const last = pieces.at(-1);
  // A full stop alone ends the piece before it.
  if (last && !/[^.,;:!?…\s]/u.test(rest)) last.text += rest;
  else pieces.push({ text: rest, cited: [] });
  return pieces.filter(({ text }) => text.length > 0);
}
