import { citedNumbers, marksBeforeStops, withoutMarks } from './citations.js';
import { quotationKey, type IndexedPassage } from './passage-index.js';
import { contradicts } from './text/clauses.js';
import { readCommands, readFacts } from './text/facts.js';
import { readBlocks } from './text/markdown.js';
import { splitSentences } from './text/sentences.js';
import { contentStems } from './text/words.js';

/** One sentence of an answer and the passages it cites; without marks of its own it leans on all that the answer cites. */
export interface Claim {
  readonly text: string;
  readonly cited: readonly number[];
  /** Commands in code spans, which must occur whole. */
  readonly commands: readonly string[];
  /** Unit length; absent when meaning is not compared. */
  readonly vector?: Float32Array | undefined;
}

/** When a sentence counts as supported. */
export interface GroundingThresholds {
  /** Share of the sentence's content words that occur in the cited passages. */
  readonly sharedWords: number;
  /** Cosine between the sentence and the nearest sentence of the cited passages. */
  readonly cosine: number;
}

/** Numbers of the passages that may be cited, and the passages. */
export type Sources = ReadonlyMap<number, IndexedPassage>;

/** Reads an answer as claims, in its order. */
export function readClaims(answer: string): Claim[] {
  return marksBeforeStops(answer)
    .split('\n')
    .flatMap((line) => {
      const commands = readCommands(line);
      return readBlocks(line).flatMap(({ text }) =>
        splitSentences(text).map((sentence) => claimOf(sentence, commands)),
      );
    })
    .filter((claim) => claim.text.length > 0);
}

function claimOf(sentence: string, commands: readonly string[]): Claim {
  const text = withoutMarks(sentence);
  return { text, cited: citedNumbers(sentence), commands: commands.filter((command) => text.includes(command)) };
}

/**
 * Whether the claim is, word for word, a whole sentence of a passage that it cites, or that the answer cites when it has
 * no mark of its own; a part of one may leave out a "not".
 */
export function isVerbatim(claim: Claim, sources: Sources, citedByAnswer: readonly number[]): boolean {
  const cited = claim.cited.length > 0 ? claim.cited : citedByAnswer;
  const quotes = (text: string) => cited.some((n) => sources.get(n)?.quotations.has(text));
  return quotes(claim.text) || quotes(quotationKey(claim.text));
}

/** The numbers that a whole answer cites, each once. */
export function citedByAnswer(claims: readonly Claim[]): number[] {
  return [...new Set(claims.flatMap((claim) => claim.cited))];
}

/** The first reason why an answer is not supported by the passages it cites, as a sentence; undefined when it is. */
export function findUnsupported(
  claims: readonly Claim[],
  sources: Sources,
  thresholds: GroundingThresholds,
): string | undefined {
  const cited = citedByAnswer(claims);
  if (cited.length === 0) return 'The answer cites no passage.';
  const unknown = cited.find((n) => !sources.has(n));
  if (unknown !== undefined) return `The answer cites passage ${unknown}, which it was not given.`;
  for (const claim of claims) {
    const passages = (claim.cited.length > 0 ? claim.cited : cited).flatMap((n) => sources.get(n) ?? []);
    const flaw = isVerbatim(claim, sources, cited) ? undefined : flawOf(claim, passages, thresholds);
    if (flaw) return `The cited passages do not support “${shortened(claim.text)}”: ${flaw}.`;
  }
  return undefined;
}

function flawOf(
  claim: Claim,
  passages: readonly IndexedPassage[],
  thresholds: GroundingThresholds,
): string | undefined {
  const stems = new Set(contentStems(claim.text));
  const facts = [...readFacts(claim.text)];
  if (stems.size === 0 && facts.length === 0) return undefined;
  const missing = facts.find((fact) => !passages.some((passage) => passage.facts.has(fact)));
  if (missing) return `“${missing}” is not in them`;
  const command = claim.commands.find((text) => !passages.some(({ plain }) => plain.includes(text.toLowerCase())));
  if (command) return `“${command}” is not in them`;
  const shared = [...stems].filter((stem) => passages.some((passage) => passage.stems.has(stem))).length;
  if (shared < thresholds.sharedWords * stems.size) return 'too few of its words are in them';
  const { vector } = claim;
  const means = (passage: IndexedPassage) =>
    !vector || passage.statements.some((statement) => dot(statement.vector, vector) >= thresholds.cosine);
  if (!passages.some(means)) return 'no sentence in them means the same';
  // "Do not restart" shares every word with "restart" and nearly all of its embedding.
  const clauses = passages.flatMap((passage) => passage.clauses);
  return contradicts(claim.text, clauses) ? 'one of them says the opposite or leaves out a “not”' : undefined;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119).trimEnd()}…`;
}
