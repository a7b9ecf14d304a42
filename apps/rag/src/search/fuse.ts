/** A passage found for a query. */
export interface Candidate {
  readonly passageId: string;
  readonly language: string;
  readonly queue?: string | undefined;
  /** Cosine of query and passage. */
  readonly similarity: number;
  /** BM25 of the query's words in the passage, 0–1. */
  readonly lexical: number;
}

/** A candidate with what its place was decided by. */
export interface RankedCandidate extends Candidate {
  readonly score: number;
}

/** What a query prefers. */
export interface Preference {
  readonly queue?: string | undefined;
  readonly language?: string | undefined;
}

/** What each part of a candidate adds to its score. */
export interface FusionWeights {
  /** For a cosine of 1. */
  readonly dense: number;
  /** For a BM25 of 1: for a query in the embedding model's language, and in any other, where the cosine says less. */
  readonly lexical: { readonly modelLanguage: number; readonly other: number };
  /** For a passage of the ticket's queue. */
  readonly queue: number;
  /** For a passage in the ticket's language. */
  readonly language: number;
}

/** What all-MiniLM-L6-v2 was trained on. */
export const modelLanguage = 'en';

/**
 * Ranks candidates by the weighted sum of cosine, words, queue and language. Queue and language are bonuses, where a
 * filter would hide the right passage of a ticket that was put in the wrong queue.
 */
export function fuse(
  candidates: readonly Candidate[],
  preference: Preference,
  weights: FusionWeights,
): RankedCandidate[] {
  const { language = modelLanguage, queue } = preference;
  const lexical = language === modelLanguage ? weights.lexical.modelLanguage : weights.lexical.other;
  return candidates
    .map((candidate) => ({
      ...candidate,
      score:
        weights.dense * candidate.similarity +
        lexical * candidate.lexical +
        (candidate.queue !== undefined && candidate.queue === queue ? weights.queue : 0) +
        (candidate.language === preference.language ? weights.language : 0),
    }))
    .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}
