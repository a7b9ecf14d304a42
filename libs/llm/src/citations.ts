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

/** Each mark on its own, as the contract writes them: [1, 2] becomes [1][2]. */
export function singleMarks(text: string): string {
  return text.replace(mark, (_all, numbers: string) =>
    numbers
      .split(/[,;]/)
      .map((number) => `[${Number(number)}]`)
      .join(''),
  );
}
