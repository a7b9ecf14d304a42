/**
 * The probability of at least `successes` in `trials` draws that each succeed with probability `chance`: the one-sided exact
 * binomial test (Clopper & Pearson 1934).
 */
export function binomialTail(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  const odds = Math.log(chance) - Math.log1p(-chance);
  let sum = 0;
  let logTerm = trials * Math.log(chance);
  // Terms from C(trials, trials) down to C(trials, successes), each from the one before.
  for (let k = trials; k >= successes; k--) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(k) - Math.log(trials - k + 1) - odds;
  }
  return Math.min(1, sum);
}
