/**
 * Brier's score of one prediction (Brier 1950, Verification of forecasts expressed in terms of probability): the squared
 * distance of the probabilities from the truth, 0 best, 2 worst. Nobody improves it by saying another probability than the
 * one believed. `target` is the right class, or -1 when no probability stands for it.
 */
export function brierScore(probabilities: ArrayLike<number>, target: number): number {
  let score = target < 0 ? 1 : 0;
  for (let c = 0; c < probabilities.length; c++) score += ((probabilities[c] as number) - (c === target ? 1 : 0)) ** 2;
  return score;
}
