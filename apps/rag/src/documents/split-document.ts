import { listTables } from '@driftdesk/contracts';
import { packText } from './pack-text.js';
import { splitSections } from './split-sections.js';

/** A part of a document that is searched and cited as one. */
export interface PassageDraft {
  /** The heading above it. */
  readonly section?: string;
  readonly text: string;
  /** Headings above that one which have no text of their own: words to find the passage by. */
  readonly context?: string;
}

/** A document of more passages than this is split by length alone: each costs an embedding, and a short line makes one. */
export const maxPassages = 1_000;

/** Splits Markdown, its tables as lists, at its headings, and sections that are too long at paragraphs, list items, lines, sentences. */
export function splitDocument(body: string): PassageDraft[] {
  const text = listTables(body.replace(/\r\n?/g, '\n'));
  const passages = splitSections(text).flatMap(({ text: whole, ...section }) =>
    packText(whole).map((part) => ({ ...section, text: part })),
  );
  return passages.length > maxPassages ? packText(text.trim()).map((part) => ({ text: part })) : passages;
}
