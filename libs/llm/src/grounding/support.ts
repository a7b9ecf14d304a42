import { align, type Alignment } from './alignment.js';
import { findOtherBound } from './amounts.js';
import { findPatchwork } from './cohesion.js';
import { findExchange } from './exchange.js';
import { findReversal } from './polarity.js';
import type { Clause, Reading } from './reading.js';
import type { Source } from './statement.js';
import { findSubstitution } from './substitution.js';
import { findTimeReversal } from './time-order.js';

/** So many sentences of the passages are tried for a clause, those first that share most words. */
const tried = 6;

type Verdict = { readonly aligned: readonly Alignment[] } | { readonly flaw: string };

/** Why no sentence of the passages says what a sentence of an answer says; undefined when they do. */
export function findFlaw(claim: Reading, sources: readonly Source[]): string | undefined {
  if (claim.clauses.length === 0) return undefined;
  const nearest = byOverlap(
    claim.tokens.map(({ key }) => key),
    sources,
  );
  for (const source of nearest) if ('aligned' in judge(claim.clauses, source)) return undefined;
  const aligned: Alignment[] = [];
  for (const clause of claim.clauses) {
    const verdict = judgeAlone(
      clause,
      byOverlap(
        clause.tokens.map(({ key }) => key),
        sources,
      ),
      nearest,
    );
    if ('flaw' in verdict) return verdict.flaw;
    aligned.push(...verdict.aligned);
  }
  if (aligned.some((one, i) => isTorn(one, aligned[i - 1], aligned[i + 1]))) return 'they say these things apart';
  return findExchange(aligned.filter(({ source }) => source === aligned[0]?.source)) ?? findTimeReversal(aligned);
}

function judgeAlone(clause: Clause, sources: readonly Source[], ofSentence: readonly Source[]): Verdict {
  let flaw: string | undefined;
  for (const source of new Set([...ofSentence, ...sources])) {
    const verdict = judge([clause], source);
    if ('aligned' in verdict) return verdict;
    flaw ??= verdict.flaw;
  }
  return { flaw: flaw ?? 'nothing in them is about that' };
}

function judge(clauses: readonly Clause[], source: Source): Verdict {
  const aligned: Alignment[] = [];
  for (const clause of clauses) {
    const alignment = align(clause, source, aligned.at(-1));
    if ('missing' in alignment) return { flaw: `“${alignment.missing.text}” is not in them` };
    const flaw = findReversal(alignment) ?? findPatchwork(alignment) ?? findOtherBound(alignment);
    if (flaw) return { flaw };
    aligned.push(alignment);
  }
  const claimed = new Set(aligned.flatMap(({ clause }) => clause.tokens.flatMap(({ key, parts }) => [key, ...parts])));
  const flaw = findExchange(aligned) ?? findSubstitution(aligned, claimed) ?? findTimeReversal(aligned);
  return flaw ? { flaw } : { aligned };
}

function byOverlap(keys: readonly string[], sources: readonly Source[]): Source[] {
  const distinct = [...new Set(keys)];
  return sources
    .map((source) => ({ source, shared: distinct.filter((key) => source.reading.byKey.has(key)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, tried)
    .map(({ source }) => source);
}

/** Conditions and reasons belong to what they are said of: one of another sentence makes a new rule. */
function isTorn({ clause, source }: Alignment, before: Alignment | undefined, after: Alignment | undefined): boolean {
  if (clause.role === 'main' || clause.role === 'then') return false;
  // What is seen and what to do about it stand in two sections.
  const neighbours = [before, after].flatMap((one) => one ?? []);
  if (clause.role === 'condition' && neighbours.some((one) => one.source.passage !== source.passage)) return false;
  return neighbours.every((one) => one.source !== source);
}
