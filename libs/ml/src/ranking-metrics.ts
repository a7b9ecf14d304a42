/** How good one ranked list is: what is relevant to the query, by id, with its grade (> 0). */
export type Relevance = ReadonlyMap<string, number>;

/** 1 when something relevant is among the first `cutoff` of the ranked ids, otherwise 0. */
export function hitAt(cutoff: number, ranked: readonly string[], relevant: Relevance): number {
  return ranked.slice(0, cutoff).some((id) => relevant.has(id)) ? 1 : 0;
}

/** 1 / rank of the first relevant id among the first `cutoff`, 0 when there is none (Voorhees 1999). */
export function reciprocalRankAt(cutoff: number, ranked: readonly string[], relevant: Relevance): number {
  const at = ranked.slice(0, cutoff).findIndex((id) => relevant.has(id));
  return at === -1 ? 0 : 1 / (at + 1);
}

/** Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002); the gain is the grade itself, as in trec_eval. */
export function ndcgAt(cutoff: number, ranked: readonly string[], relevant: Relevance): number {
  const ideal = discountedGain([...relevant.values()].sort((a, b) => b - a).slice(0, cutoff));
  return ideal === 0 ? 0 : discountedGain(ranked.slice(0, cutoff).map((id) => relevant.get(id) ?? 0)) / ideal;
}

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
}
