/** The longest title of a heading, in UTF-16 code units; a longer line that begins like a heading is text. */
export const maxHeadingLength = 300;

/** A heading of Markdown (`## Steps ##`): its depth, 1–6, and its title, which may be empty. */
export interface Heading {
  readonly level: number;
  readonly title: string;
}

/** Reads one line, without its line break, as an ATX heading (https://spec.commonmark.org/0.31.2/#atx-headings). */
export function readHeading(line: string): Heading | undefined {
  const marks = /^\s{0,3}(#{1,6})(?=\s)/.exec(line);
  if (marks === null) return undefined;
  const title = withoutClosingMarks(line.slice(marks[0].length).trim());
  return title.length > maxHeadingLength ? undefined : { level: (marks[1] ?? '').length, title };
}

/** Closing marks stand alone or after a space: "C#" keeps its own. By hand, as a pattern would try every split. */
function withoutClosingMarks(title: string): string {
  let end = title.length;
  while (title[end - 1] === '#') end--;
  if (end === title.length) return title;
  const before = title.slice(0, end);
  const trimmed = before.trimEnd();
  return trimmed === '' || trimmed.length < before.length ? trimmed : title;
}
