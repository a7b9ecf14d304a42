/**
 * One-sided exact McNemar test (McNemar 1947; binomial, without correction): the probability that, of the pairs on which
 * two classifiers differ, at least `worse` go against the new one when neither is better. 1 when they never differ.
 */
export function exactMcNemar(worse: number, better: number): number {
  const pairs = worse + better;
  if (pairs === 0) return 1;
  let sum = 0;
  let logTerm = -pairs * Math.LN2;
  // Terms from C(pairs, pairs) down to C(pairs, worse), each from the one before.
  for (let k = pairs; k >= worse; k--) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(k) - Math.log(pairs - k + 1);
  }
  return Math.min(1, sum);
}
