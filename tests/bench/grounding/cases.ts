import { readFileSync } from 'node:fs';

/** A draft that somebody wrote, and whether the grounding check must keep it. */
export interface Case {
  readonly part: Part;
  readonly language: Language;
  /** File name of the article that it cites, without its ending; the name of the passage where the file holds its text. */
  readonly article: string;
  /** The only passage that it may cite, where the file holds it. */
  readonly passage?: string | undefined;
  readonly faithful: boolean;
  /** What it does, such as "negation". */
  readonly kind: string;
  readonly draft: string;
}

/** What the rules may be tuned on, and what nobody who works on them reads; the last two are of another author. */
export const parts = ['development', 'held-out', 'strangers-development', 'strangers-held-out'] as const;
export type Part = (typeof parts)[number];
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

// From the compiled file to the sources: data is not compiled.
const folder = new URL('../../../bench/grounding/cases/', import.meta.url);

/** The folder of the articles that only cases cite; the others are the bundled ones. */
export const ownArticles = new URL('articles/', folder);

/** All cases, in the order of the files. @throws Error naming the line that is none */
export function readCases(): Case[] {
  return parts.flatMap((part) => languages.flatMap((language) => readPart(part, language)));
}

function readPart(part: Part, language: Language): Case[] {
  const name = `${part}.${language}.txt`;
  let article = '';
  let passage: string | undefined;
  return readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      if (line.startsWith('= ')) {
        article = line.slice(2).trim();
        passage = undefined;
        return [];
      }
      if (line.startsWith('< ')) {
        passage = line.slice(2);
        return [];
      }
      const [, sign, kind = '', text = ''] = /^([+-]) ([^:]+): (.+)$/.exec(line) ?? [];
      if (sign === undefined || article === '') throw new Error(`${name}, line ${i + 1}: “${line}” is no case.`);
      return [{ part, language, article, passage, faithful: sign === '+', kind, draft: unescaped(text) }];
    });
}

function unescaped(text: string): string {
  return text
    .replaceAll('⏎', '\n')
    .replace(/⟨([0-9A-F]+)⟩/g, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
