import { groupBy } from '@driftdesk/ml';
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

/** Letters by which terms of any ending are told apart at first. */
const beginning = 2;

/** Finds where terms of a list stand in words, in the order of the words. */
export type FindTerms = (words: readonly Word[]) => TermHit[];

/** Reads a comma-separated list of terms; `*` at the end stands for any ending. @throws Error when too little precedes it */
export function readTermList(list: string): FindTerms {
  const terms = list.split(',').map(readTerm);
  const isOpen = ({ words, isPrefix }: Term) => isPrefix && words.length === 1;
  const exact = groupBy(
    terms.filter((term) => !isOpen(term)),
    ({ words }) => words[0] ?? '',
  );
  // By how they begin, since most words of a ticket begin like none of them.
  const open = groupBy(terms.filter(isOpen), ({ words }) => words[0]?.slice(0, beginning) ?? '');
  const candidates = ({ text }: Word) => [exact.get(text), open.get(text.slice(0, beginning))];
  return (words) => {
    const hits: TermHit[] = [];
    for (const [first, word] of words.entries()) {
      for (const terms of candidates(word)) {
        const fitting = terms?.find((term) => stands(term, words, first));
        if (fitting === undefined) continue;
        hits.push({ first, last: first + fitting.words.length - 1 });
        break;
      }
    }
    return hits;
  };
}

function readTerm(term: string): Term {
  const words = term.trim().split(' ');
  const last = words.at(-1) ?? '';
  const isPrefix = last.endsWith('*');
  if (isPrefix && words.length === 1 && last.length <= beginning) {
    throw new Error(`The term "${term.trim()}" begins too many words; give it at least ${beginning} letters.`);
  }
  return { words: isPrefix ? [...words.slice(0, -1), last.slice(0, -1)] : words, isPrefix };
}

function stands({ words, isPrefix }: Term, text: readonly Word[], first: number): boolean {
  return words.every((word, i) => {
    const said = text[first + i];
    if (said === undefined || said.sentence !== text[first]?.sentence) return false;
    return isPrefix && i === words.length - 1 ? said.text.startsWith(word) : said.text === word;
  });
}
