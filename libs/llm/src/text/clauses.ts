import { contentStems, isNegated } from './words.js';

/** A part of a sentence that says one thing. */
export interface Clause {
  readonly stems: ReadonlySet<string>;
  readonly negated: boolean;
}

const seams =
  /[,;:()]|(?<!\p{L})(?:because|if|unless|when|while|but|until|so that|car|tant qu\S*|jusqu\S*|parce qu\S*|si|mais|lorsqu\S*|afin)(?!\p{L})/iu;

/** Cuts a sentence at commas and conjunctions (English, French): "Leave it on, because it must not stop" says two things. */
export function readClauses(sentence: string): Clause[] {
  return sentence
    .split(seams)
    .map((clause) => ({ stems: new Set(contentStems(clause)), negated: isNegated(clause) }))
    .filter(({ stems }) => stems.size > 0);
}

/** Whether the clauses nearest in words to one of the claim's all deny what it says, or say what it denies. */
export function contradicts(claim: string, sources: readonly Clause[]): boolean {
  return readClauses(claim).some((clause) => {
    const overlaps = sources.map(({ stems }) => [...clause.stems].filter((stem) => stems.has(stem)).length);
    const most = Math.max(0, ...overlaps);
    const nearest = sources.filter((_source, i) => overlaps[i] === most);
    return most > 0 && nearest.every(({ negated }) => negated !== clause.negated);
  });
}
