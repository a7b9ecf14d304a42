import type { Alert, AlertEvidence, AlertRule, Alerts } from '@driftdesk/contracts';
import { readWords, type Word } from './read-words.js';
import { type FindTerms, readTermList, type TermHit } from './term-lists.js';

/** So much of a ticket is read: people say what happened first, and quote long mails after it. */
const readCharacters = 4_000;

/** Finds the rule that fits a ticket's text, in the language that its acknowledgement should have. */
export type FindAlert = (text: string, language: string) => Alert | undefined;

/** Makes a model's rules ready to be asked. Each text is read once, and each list of terms looked up once in it. */
export function createAlertFinder({ terms, rules }: Alerts = { terms: {}, rules: [] }): FindAlert {
  const lists = new Map(Object.entries(terms).map(([name, list]) => [name, readTermList(list)]));
  return (text, language) => {
    const view = viewOf(text, lists);
    const rule = rules.find(({ evidence, unless }) => evidence.some((piece) => isGiven(piece, unless, view)));
    return rule && toAlert(rule, language);
  };
}

/** A text, and where the terms of a list stand in it. */
interface TextView {
  readonly words: readonly Word[];
  hits(list: string): readonly TermHit[];
}

function viewOf(text: string, lists: ReadonlyMap<string, FindTerms>): TextView {
  const words = readWords(text.slice(0, readCharacters));
  const found = new Map<string, TermHit[]>();
  return {
    words,
    hits(list) {
      const known = found.get(list) ?? lists.get(list)?.(words) ?? [];
      found.set(list, known);
      return known;
    },
  };
}

function isGiven({ all, within, unless }: AlertEvidence, always: readonly string[], view: TextView): boolean {
  // Most texts have no term of most lists, and then nothing else needs to be looked up.
  if (!all.every((list) => view.hits(list).length > 0)) return false;
  const [anchors = [], ...others] = all.map((list) => view.hits(list));
  const retracted = new Set(
    [...unless, ...always].flatMap((list) => view.hits(list).map(({ first }) => view.words[first]?.sentence)),
  );
  return anchors.some((anchor) => {
    const span = grow(anchor, others, within, view.words);
    if (span === undefined) return false;
    return view.words.slice(span.first, span.last + 1).every(({ sentence }) => !retracted.has(sentence));
  });
}

/** The span from an anchor over the nearest term of each other list; undefined when it becomes too long. */
function grow(
  anchor: TermHit,
  others: readonly (readonly TermHit[])[],
  within: number,
  words: readonly Word[],
): TermHit | undefined {
  let span = anchor;
  for (const hits of others) {
    let best: TermHit | undefined;
    for (const hit of hits) {
      const wider = { first: Math.min(span.first, hit.first), last: Math.max(span.last, hit.last) };
      if (best === undefined || lengthOf(wider, words) < lengthOf(best, words)) best = wider;
    }
    if (best === undefined || lengthOf(best, words) > within) return undefined;
    span = best;
  }
  return span;
}

function lengthOf({ first, last }: TermHit, words: readonly Word[]): number {
  return (words[last]?.at ?? 0) - (words[first]?.at ?? 0) + 1;
}

function toAlert({ name, reason, labels, acknowledgement }: AlertRule, language: string): Alert {
  return {
    rule: name,
    reason,
    labels,
    acknowledgement: acknowledgement[language] ?? (acknowledgement['en'] as string),
  };
}
