/**
 * Area under the ROC curve: the chance that a positive scores higher than a negative, ties counting half
 * (`sklearn.metrics.roc_auc_score`; the Mann–Whitney U over the number of pairs). NaN without both.
 */
export function areaUnderCurve(negatives: ArrayLike<number>, positives: ArrayLike<number>): number {
  const low = Float64Array.from(negatives).sort();
  let below = 0;
  let upTo = 0;
  let wins = 0;
  for (const score of Float64Array.from(positives).sort()) {
    while (below < low.length && (low[below] as number) < score) below++;
    while (upTo < low.length && (low[upTo] as number) <= score) upTo++;
    wins += (below + upTo) / 2;
  }
  return wins / (low.length * positives.length);
}
