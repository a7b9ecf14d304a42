import { conceptAt } from './concepts.js';
import { functionWords, screenWords, softConcepts, softWords } from './lexicon/function-words.js';
import { extents, negators, openingAt, prepositions, type Role } from './lexicon/markers.js';
import { joinParticles } from './particles.js';
import { boundAt, type Bound } from './quantities.js';
import { scan } from './scan.js';
import { arrow, type Word } from './word.js';

export type { Role };

/** A word of a sentence that carries meaning. */
export interface Token {
  /** Equal keys mean the same. */
  readonly key: string;
  /** What else it may mean. */
  readonly also: readonly string[];
  /** Of a phrase ("pull out"), what its words mean one by one. */
  readonly parts: readonly string[];
  readonly text: string;
  readonly exact: boolean;
  /** A verb of any step ("use", "make"): it need not occur, but what it denies counts. */
  readonly soft: boolean;
  /** The place among the tokens of its sentence. */
  readonly at: number;
  /** The place of its clause in the sentence. */
  readonly clause: number;
  /** The place of its part of a list or chain in the clause. */
  readonly fragment: number;
  /** What ties it to the words before it: a preposition, or the word that it follows; "^" opens a clause. */
  readonly governor: string;
  /** For numbers: whether it is the least or the most. */
  readonly bound?: Bound | undefined;
}

/** A part of a sentence that says one thing. */
export interface Clause {
  readonly role: Role;
  readonly negated: boolean;
  readonly extent?: 'all' | 'some' | undefined;
  readonly tokens: readonly Token[];
}

/** A sentence as the checks see it. */
export interface Reading {
  readonly clauses: readonly Clause[];
  readonly tokens: readonly Token[];
  readonly byKey: ReadonlyMap<string, readonly Token[]>;
  /** Whether anything in it denies, even without words of meaning. */
  readonly denies: boolean;
  /** Whether it was longer than what is read: nothing is known of its end. */
  readonly isCut: boolean;
}

/** A sentence longer than this is cut: nobody writes one, and every check stays linear in the number of sentences. */
export const longestSentence = 120;

interface Draft {
  role: Role;
  /** The sign or word that parts it from what stands before it. */
  readonly by: string;
  words: Word[];
}

/** Reads a sentence as clauses of tokens. */
export function readSentence(sentence: string): Reading {
  const clauses: Clause[] = [];
  const tokens: Token[] = [];
  const words = scan(sentence);
  const drafts = mergeFragments(cut(joinParticles(words.slice(0, longestSentence * 3))));
  for (const draft of drafts) {
    const own = readTokens(draft, tokens.length, clauses.length);
    if (own.length === 0) {
      carryDenial(draft, clauses);
      continue;
    }
    tokens.push(...own);
    clauses.push({ role: draft.role, negated: isNegated(draft), extent: extentOf(draft.words), tokens: own });
  }
  const byKey = new Map<string, Token[]>();
  for (const token of tokens) {
    for (const key of new Set([token.key, ...token.also, ...token.parts]))
      byKey.set(key, [...(byKey.get(key) ?? []), token]);
  }
  return {
    clauses,
    tokens,
    byKey,
    denies: drafts.some(isNegated),
    isCut: tokens.length >= longestSentence || words.length > longestSentence * 3,
  };
}

/** A denial without words of its own ("…, or not") denies what stands before it. */
function carryDenial({ words }: Draft, clauses: Clause[]): void {
  const last = clauses.at(-1);
  if (last && words.length <= 2 && words.some(({ text }) => negators.has(text))) {
    clauses[clauses.length - 1] = { ...last, negated: !last.negated };
  }
}

function cut(words: readonly Word[]): Draft[] {
  const drafts: Draft[] = [{ role: 'main', by: '', words: [] }];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    const last = drafts.at(-1) as Draft;
    const opening = word.kind === 'word' && !restricts(word, last) ? openingAt(words, i) : undefined;
    if (word.kind === 'seam') {
      if (last.words.length > 0) drafts.push({ role: 'main', by: word.text, words: [] });
    } else if (!opening) last.words.push(word);
    else {
      // "and then", ", but before": the stronger word names the clause.
      const role = opening.role === 'main' && last.words.length === 0 ? last.role : opening.role;
      if (last.words.length === 0) drafts.pop();
      drafts.push({ role, by: word.text, words: opening.role === 'instead' ? [{ text: 'not', kind: 'word' }] : [] });
      i += opening.length - 1;
    }
  }
  return drafts;
}

/** "N'appelez que le support": this "que" says only, and opens nothing. */
function restricts({ text }: Word, { words }: Draft): boolean {
  return (text === 'que' || text === 'qu') && words.some((word) => word.text === 'ne' || word.text === 'n');
}

/** A list is one thing: "a hair dryer, an oven or rice". Its parts join the clause that they continue. */
function mergeFragments(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  for (const [i, draft] of drafts.entries()) {
    const before = merged.at(-1);
    if (before && continues(draft, before, isListed(drafts, i)))
      before.words.push({ text: ',', kind: 'seam' }, ...draft.words);
    else {
      // "Because it ends by itself and each attempt starts it anew": both say why.
      const goesOn = before?.role === 'reason' && draft.role === 'main' && additions.has(draft.by);
      merged.push({ ...draft, role: goesOn ? 'reason' : draft.role, words: [...draft.words] });
    }
  }
  return merged;
}

const alternatives = new Set(['or', 'ou', 'nor', 'ni']);
const additions = new Set(['and', 'et']);
const fragment = 2;

/** Whether a part stands in a list that ends with "or": a denial before it denies it too. */
function isListed(drafts: readonly Draft[], at: number): boolean {
  for (let i = at; i < drafts.length && i < at + 8; i++) {
    if (alternatives.has(drafts[i]?.by ?? '')) return true;
    if (drafts[i]?.by !== ',') return false;
  }
  return false;
}

function continues({ role, by, words }: Draft, before: Draft, listed: boolean): boolean {
  if (role !== 'main' && role !== 'relative') return false;
  if (alternatives.has(by)) return true;
  if (words.some(({ text }) => negators.has(text))) return false;
  const isContrast = before.role === 'instead' || ['not', 'pas', 'non'].includes(before.words[0]?.text ?? '');
  if (isContrast) return additions.has(by);
  if (isNegated(before)) return listed;
  const isShort = words.filter((word) => isContent(word)).length <= fragment;
  return isShort && (additions.has(by) || before.role === 'main' || before.role === 'then');
}

function isContent({ text, kind }: Word): boolean {
  if (text === arrow) return false;
  return (
    kind === 'exact' ||
    (kind === 'word' && !functionWords.has(text) && !negators.has(text) && text !== 'n' && text !== 'ne')
  );
}

function isNegated({ words, role }: Draft): boolean {
  const denials = words.filter(({ text }) => negators.has(text)).length;
  const ne = words.some(({ text }) => text === 'ne' || text === 'n');
  const restricts = ne && denials === 0 && words.some(({ text }) => text === 'que' || text === 'qu' || text === 'plus');
  if (role === 'instead') return true;
  return denials > 0 || (ne && !restricts);
}

function extentOf(words: readonly Word[]): 'all' | 'some' | undefined {
  for (const { text } of words) if (extents.has(text)) return extents.get(text);
  return undefined;
}

/** What ties the next word, after a word of grammar. */
function tieOf(text: string, governor: string, tied: boolean): [string, boolean] {
  if (negators.has(text)) return ['not', tied];
  const preposition = tied ? undefined : prepositions.get(text);
  return preposition === undefined ? [governor, tied] : [preposition, true];
}

function isSoft(word: string, keys: readonly string[], follows: boolean): boolean {
  return softWords.has(word) || keys.some((key) => softConcepts.has(key)) || (follows && screenWords.has(word));
}

/** "While the laptop is on" says as much as "off". */
function isState(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  return words[at]?.text === 'on' && at > 0 && (next === undefined || next.kind === 'seam');
}

function partsOf(words: readonly Word[], from: number, length: number): string[] {
  const places = Array.from({ length }, (_one, i) => from + i);
  // "Switch on" and "switch off" share a word and no meaning.
  if (places.some((at) => ['on', 'off'].includes(words[at]?.text ?? ''))) return [];
  return places.filter((at) => isContent(words[at] as Word)).map((at) => conceptAt(words, at, 1).key);
}

function readTokens({ words }: Draft, from: number, clause: number): Token[] {
  const tokens: Token[] = [];
  let [governor, tied] = ['^', false];
  let fragment = 0;
  for (let i = 0; i < words.length && tokens.length + from < longestSentence; i++) {
    const word = words[i] as Word;
    if (word.kind === 'seam' || word.text === arrow) {
      const isSeam = word.kind === 'seam';
      [governor, tied] = [isSeam ? ',' : arrow, !isSeam];
      fragment += Number(isSeam);
      continue;
    }
    const { key, also, length } = conceptAt(words, i);
    if (length === 1 && !isContent(word) && !isState(words, i)) {
      // Of "away from the", the first word that ties counts.
      [governor, tied] = tieOf(word.text, governor, tied);
      continue;
    }
    const follows = governor === tokens.at(-1)?.key;
    tokens.push({
      key,
      also,
      parts: length > 1 ? partsOf(words, i, length) : [],
      text: word.shown ?? word.text,
      exact: word.kind === 'exact',
      soft: isSoft(word.text, [key, ...also], follows),
      at: from + tokens.length,
      clause,
      fragment,
      governor,
      bound: word.kind === 'exact' ? boundAt(words, i) : undefined,
    });
    [governor, tied] = [key, false];
    i += length - 1;
  }
  return tokens;
}
