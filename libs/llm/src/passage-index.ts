import type { Passage } from '@driftdesk/contracts';
import { LRUCache } from 'lru-cache';
import { createPassageStems } from './answerability/passage-stems.js';
import { citedNumbers } from './citations.js';
import { readBlocks } from './text/markdown.js';
import { splitSentences } from './text/sentences.js';
import { contentStems } from './text/words.js';

/** Texts in, unit vectors out, in the same order. */
export type Embed = (texts: string[]) => Promise<readonly Float32Array[]>;

/** One quotable unit of a passage: a list item, a sentence of a paragraph or a line of code, without Markdown marks. */
export interface Statement {
  readonly text: string;
  readonly heading?: string | undefined;
  readonly stems: ReadonlySet<string>;
  /** Whether it carries marks of its own that a reader would take for our citations. */
  readonly looksCited: boolean;
  /** Unit length, 384 numbers. */
  readonly vector: Float32Array;
}

/** A passage, read once. */
export interface IndexedPassage {
  /** In the order of the passage. */
  readonly statements: readonly Statement[];
  /** Every whole sentence and statement, as it is and as `quotationKey`. */
  readonly quotations: ReadonlySet<string>;
  /** All statements and headings, lower case, one line. */
  readonly plain: string;
  /** The text as it was given. */
  readonly raw: string;
}

/** Reads passages and keeps the most recent ones, so that a knowledge base in steady use costs nothing. */
export interface PassageIndex {
  readonly embed: Embed;
  /** Content stems of a passage and its title; no sentence is embedded for them. */
  readonly stems: (passage: Passage) => ReadonlySet<string>;
  read(passageText: string): Promise<IndexedPassage>;
  /** Forgets all texts. */
  clear(): void;
}

/** @param options.passages how many passages to keep; one takes about 20 KB */
export function createPassageIndex(embed: Embed, options: { passages?: number } = {}): PassageIndex {
  let stems = createPassageStems(options);
  let cache = createCache(embed, options);
  return {
    embed,
    stems: (passage) => stems(passage),
    async read(text) {
      return cache.get(text) ?? (await cache.forceFetch(text));
    },
    // Another cache: one that is emptied breaks off what is being read into it.
    clear: () => {
      stems = createPassageStems(options);
      cache = createCache(embed, options);
    },
  };
}

function createCache(embed: Embed, { passages = 2_000 }: { passages?: number }): LRUCache<string, IndexedPassage> {
  return new LRUCache<string, IndexedPassage>({ max: passages, fetchMethod: (text) => indexPassage(text, embed) });
}

/** Most statements of a passage: each is embedded, and read when an answer is checked. A passage of prose has fewer than half. */
const mostStatements = 64;

async function indexPassage(text: string, embed: Embed): Promise<IndexedPassage> {
  const whole = readUnits(text);
  const units = joinUnits(whole);
  const vectors = units.length > 0 ? await embed(units.map((unit) => unit.text)) : [];
  const statements = units.map((unit, i) => {
    const vector = vectors[i];
    if (!vector) throw new Error(`The embedder returned ${vectors.length} vectors for ${units.length} sentences.`);
    const looksCited = citedNumbers(unit.text).length > 0;
    return { ...unit, stems: new Set(contentStems(unit.text)), looksCited, vector };
  });
  const headings = new Set(whole.flatMap((unit) => unit.heading ?? []));
  const plain = [...headings, ...whole.map((unit) => unit.text)].join('\n');
  return {
    statements,
    quotations: new Set(
      whole.flatMap(({ text: unit }) => [unit, ...splitSentences(unit)].flatMap((part) => [part, quotationKey(part)])),
    ),
    plain: plain.toLowerCase().replace(/\s+/g, ' '),
    raw: text,
  };
}

interface Unit {
  readonly text: string;
  readonly heading?: string | undefined;
}

/** Where a passage has too many units, as a list of single words may, neighbours make one statement; none is lost. */
function joinUnits(units: readonly Unit[]): readonly Unit[] {
  if (units.length <= mostStatements) return units;
  const share = Math.ceil(units.length / mostStatements);
  return Array.from({ length: Math.ceil(units.length / share) }, (_, at) => {
    const joined = units.slice(at * share, (at + 1) * share);
    return { text: joined.map(({ text }) => text).join('; '), heading: joined[0]?.heading };
  });
}

/** A list item is a step: it stays whole, so that its second sentence is never quoted without its first. */
const longestItem = 300;

function readUnits(text: string): Unit[] {
  return readBlocks(text).flatMap(({ kind, heading, text: block }) => {
    const whole = kind === 'code' || (kind === 'item' && block.length <= longestItem);
    return (whole ? [block] : splitSentences(block)).map((unit) => ({ text: unit, heading }));
  });
}

/** What stays of a sentence when spaces, case and the last stop do not matter: equal keys, equal words. */
export function quotationKey(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(?<![.!?…:;])[.!?…:;]+$/u, '');
}
