import type { Word } from './read-words.js';

/** Where a term of a list stands: indices of its first and last word. */
export interface TermHit {
  readonly first: number;
  readonly last: number;
}

interface Term {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly isPrefix: boolean;
}

/** Finds where terms of a list stand in words, in the order of the words. */
export type FindTerms = (words: readonly Word[]) => TermHit[];

/** Reads a comma-separated list of terms; `*` at the end stands for any ending. */
export function readTermList(list: string): FindTerms {
  const terms = list.split(',').map(readTerm);
  const exact = new Map<string, Term[]>();
  const open: Term[] = [];
  for (const term of terms) {
    const [first = ''] = term.words;
    if (term.isPrefix && term.words.length === 1) open.push(term);
    else exact.set(first, [...(exact.get(first) ?? []), term]);
  }
  return (words) =>
    words.flatMap((word, first) => {
      const fitting = [...(exact.get(word.text) ?? []), ...open].find((term) => stands(term, words, first));
      return fitting === undefined ? [] : [{ first, last: first + fitting.words.length - 1 }];
    });
}

function readTerm(term: string): Term {
  const words = term.trim().split(' ');
  const last = words.at(-1) ?? '';
  const isPrefix = last.endsWith('*');
  return { words: isPrefix ? [...words.slice(0, -1), last.slice(0, -1)] : words, isPrefix };
}

function stands({ words, isPrefix }: Term, text: readonly Word[], first: number): boolean {
  return words.every((word, i) => {
    const said = text[first + i];
    if (said === undefined || said.sentence !== text[first]?.sentence) return false;
    return isPrefix && i === words.length - 1 ? said.text.startsWith(word) : said.text === word;
  });
}
