import { readHeading } from '@driftdesk/contracts';

/** The text below a heading, up to the next one. */
export interface Section {
  /** The heading; none before the first one, and where the text is made of headings. */
  readonly section?: string;
  /** Never empty. */
  readonly text: string;
  /** Headings above that one which have no text of their own: words to find the section by. */
  readonly context?: string;
}

/** A heading without text of its own. */
interface Bare {
  readonly level: number;
  readonly title: string;
  /** Whether something below it is found by its words. */
  used: boolean;
}

/** Reads Markdown as sections, in its order. A heading that nothing stands below is text itself, or nobody would find it. */
export function splitSections(markdown: string): Section[] {
  const sections: Section[] = [];
  const open: Bare[] = [];
  let leaves: { titles: string[]; context?: string } | undefined;
  const endLeaves = () => {
    if (leaves === undefined) return;
    const { titles, ...rest } = leaves;
    sections.push({ text: titles.join('\n'), ...rest });
    leaves = undefined;
  };
  for (const { level, title, text } of [...readParts(markdown), { level: 0, title: '', text: '' }]) {
    const leaf = closeBare(open, level);
    if (leaf !== undefined) {
      // Questions without answers, one after the other, are one section.
      if (leaves?.context !== leaf.context) endLeaves();
      leaves ??= { titles: [], ...(leaf.context === undefined ? {} : { context: leaf.context }) };
      leaves.titles.push(leaf.title);
    }
    if (text === '') {
      if (title !== '') open.push({ level, title, used: false });
      continue;
    }
    endLeaves();
    sections.push({ ...(title === '' ? {} : { section: title }), text, ...useContext(open) });
  }
  endLeaves();
  return sections;
}

interface Part {
  /** 0 at the start of the text, before the first heading. */
  readonly level: number;
  readonly title: string;
  /** What stands between the heading and the next one. */
  readonly text: string;
}

function readParts(markdown: string): Part[] {
  const parts: Part[] = [];
  let heading = { level: 0, title: '' };
  let textStart = 0;
  for (let start = 0; start <= markdown.length;) {
    const lineEnd = markdown.indexOf('\n', start);
    const end = lineEnd === -1 ? markdown.length : lineEnd;
    const next = readHeading(markdown.slice(start, end));
    if (next !== undefined) {
      parts.push({ ...heading, text: markdown.slice(textStart, start).trim() });
      heading = next;
      textStart = end;
    }
    start = end + 1;
  }
  parts.push({ ...heading, text: markdown.slice(textStart).trim() });
  return parts;
}

/** Ends the headings that one of this level ends. @returns the deepest, when nothing was found below it */
function closeBare(open: Bare[], level: number): { title: string; context?: string } | undefined {
  const deepest = open.at(-1);
  if (deepest === undefined || deepest.level < level) return undefined;
  const leaf = deepest.used ? undefined : { title: deepest.title, ...useContext(open.slice(0, -1)) };
  while ((open.at(-1)?.level ?? -1) >= level) open.pop();
  return leaf;
}

function useContext(open: readonly Bare[]): { context?: string } {
  for (const bare of open) bare.used = true;
  return open.length > 0 ? { context: open.map(({ title }) => title).join('\n') } : {};
}
