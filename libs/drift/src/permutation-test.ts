import type { Random } from '@driftdesk/ml';

export interface PermutationResult {
  readonly pValue: number;
  /** Permutations that were made. */
  readonly permutations: number;
  /** How many of them gave at least the observed statistic. */
  readonly exceedances: number;
}

/** How much finer than its threshold a p-value must be resolved. */
const resolution = 10;

/** The fewest permutations whose p-values are multiples of at most a tenth of the threshold. */
export function permutationsFor(threshold: number): number {
  return Math.ceil(resolution / threshold) - 1;
}

/**
 * p = (1 + exceedances) / (1 + permutations). It stops at the h-th exceedance, h being the fewest with which p could no
 * longer be at most the threshold, and p is then h / permutations: valid as well, since h was fixed before (Besag &
 * Clifford 1991, Sequential Monte Carlo p-values). `permute` draws one statistic under the null hypothesis.
 */
export function permutationTest(
  observed: number,
  threshold: number,
  random: Random,
  permute: (random: Random) => number,
): PermutationResult {
  const most = permutationsFor(threshold);
  const hopeless = Math.floor(threshold * (most + 1) * (1 + 1e-12));
  // A permutation that deals the same rows out adds them in another order.
  const least = observed * (1 - 1e-12);
  let exceedances = 0;
  for (let permutations = 1; permutations <= most; permutations++) {
    if (permute(random) >= least) exceedances++;
    if (exceedances >= hopeless) return { pValue: exceedances / permutations, permutations, exceedances };
  }
  return { pValue: (1 + exceedances) / (1 + most), permutations: most, exceedances };
}
