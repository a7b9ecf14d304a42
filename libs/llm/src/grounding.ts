import { findDisguise } from './grounding/appearance.js';
import { type Claim, readClaims } from './grounding/claims.js';
import { isCourtesy } from './grounding/courtesy.js';
import { findLostCommand } from './grounding/commands.js';
import { readSentence, type Reading } from './grounding/reading.js';
import { findDrumming, findRepetition } from './grounding/repetition.js';
import type { Source } from './grounding/statement.js';
import { findFlaw } from './grounding/support.js';
import { quotationKey, type IndexedPassage } from './passage-index.js';

/** A passage that an answer may cite, as the check reads it. */
export interface CitablePassage extends IndexedPassage {
  /** Its sentences, read when they are first asked for. */
  readonly sources: () => readonly Source[];
}

/** Numbers of the passages that may be cited, and the passages. */
export type Sources = ReadonlyMap<number, CitablePassage>;

/** An answer may be this long (UTF-16 code units): ten times what the prompt asks for. */
export const longestAnswer = 10_000;

/** A sentence without a word of meaning is not longer. */
const longestJoint = 100;

/** The first reason why an answer is not supported by the passages it cites, as a sentence; undefined when it is. */
export function findUnsupported(answer: string, sources: Sources): string | undefined {
  if (answer.length > longestAnswer) return `The answer is longer than ${longestAnswer} characters.`;
  const claims = readClaims(answer);
  const cited = [...new Set(claims.flatMap((claim) => claim.cited))];
  if (cited.length === 0) return 'The answer cites no passage.';
  const unknown = cited.find((n) => !sources.has(n));
  if (unknown !== undefined) return `The answer cites passage ${unknown}, which it was not given.`;
  const passagesOf = (numbers: readonly number[]) => numbers.flatMap((n) => sources.get(n) ?? []);
  const disguise = findDisguise(
    answer,
    passagesOf(cited)
      .map(({ raw }) => raw)
      .join('\n'),
  );
  if (disguise) return `The answer is not what it looks like: ${disguise}`;
  const repeated = findRepetition(claims);
  if (repeated) return `The answer says “${shortened(repeated)}” again and again.`;
  for (const claim of claims) {
    const flaw = flawOf(claim, passagesOf(claim.cited.length > 0 ? claim.cited : cited));
    if (flaw) return `The cited passages do not support “${shortened(claim.text)}”: ${flaw}.`;
  }
  return undefined;
}

function flawOf(claim: Claim, passages: readonly CitablePassage[]): string | undefined {
  if (isVerbatim(claim, passages) || isCourtesy(claim.text)) return undefined;
  const command = findLostCommand(claim.commands, passages);
  if (command) return `“${command}” is not in them`;
  const reading = readSentence(claim.text);
  if (reading.isCut) return 'it is too long to be checked';
  const drummed = findDrumming(reading);
  if (drummed !== undefined) return `it says “${drummed}” again and again`;
  if (reading.tokens.length === 0) return isJoint(claim.text, reading) ? undefined : 'it says nothing that they say';
  return findFlaw(
    reading,
    passages.flatMap((passage) => passage.sources()),
  );
}

/** Whether a claim is, word for word, a whole sentence of a passage; a part of one may leave out a "not". */
function isVerbatim(claim: Claim, passages: readonly CitablePassage[]): boolean {
  const key = quotationKey(claim.text);
  return passages.some(({ quotations }) => quotations.has(claim.text) || quotations.has(key));
}

/** Words that lead from one step to the next ("Then try the following:") and deny nothing. */
function isJoint(text: string, { denies }: Reading): boolean {
  return text.length <= longestJoint && /\p{L}{2}/u.test(text) && !denies;
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119).trimEnd()}…`;
}
