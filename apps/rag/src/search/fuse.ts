/** A passage found for a query. */
export interface Candidate {
  readonly passageId: string;
  readonly language: string;
  readonly queue?: string | undefined;
  /** Cosine of query and passage. */
  readonly similarity: number;
  /** PostgreSQL's rank of the query's words in the passage, ≥ 0. */
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

/** Weights in units of cosine similarity. */
export interface FusionWeights {
  /** For the candidate with the best lexical rank; the others get their share of it. */
  readonly lexical: number;
  /** For a passage of the ticket's queue. */
  readonly queue: number;
  /** For a passage in the ticket's language. */
  readonly language: number;
}

/**
 * Ranks candidates by cosine similarity plus what words, queue and language add. A bonus, where a filter would hide
 * the right passage of a ticket that was put in the wrong queue.
 */
export function fuse(
  candidates: readonly Candidate[],
  preference: Preference,
  weights: FusionWeights,
): RankedCandidate[] {
  const bestLexical = Math.max(...candidates.map(({ lexical }) => lexical), Number.EPSILON);
  return candidates
    .map((candidate) => ({
      ...candidate,
      score:
        candidate.similarity +
        weights.lexical * (candidate.lexical / bestLexical) +
        (candidate.queue !== undefined && candidate.queue === preference.queue ? weights.queue : 0) +
        (candidate.language === preference.language ? weights.language : 0),
    }))
    .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}
