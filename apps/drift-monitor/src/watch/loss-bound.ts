/** Fewer differences say too little for a bound that leans on the central limit theorem. */
const fewest = 30;

/**
 * One-sided lower confidence bound of the mean of paired differences, which `alpha` of all samples exceed the truth by:
 * mean − t · s / √n with Student's t for n − 1 degrees of freedom. A percentile bootstrap would need tens of thousands of
 * resamples for an α of a thousandth. @returns -Infinity for too few differences
 */
export function lossBound(differences: readonly number[], alpha: number): number {
  const rows = differences.length;
  if (rows < fewest) return -Infinity;
  const mean = differences.reduce((sum, one) => sum + one, 0) / rows;
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (rows - 1);
  return mean - studentQuantile(alpha, rows - 1) * Math.sqrt(variance / rows);
}

/** The t that `alpha` exceeds: Cornish & Fisher's expansion about the normal one (Abramowitz & Stegun 26.7.5). */
export function studentQuantile(alpha: number, degrees: number): number {
  const z = normalQuantile(alpha);
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3;
}

/** The z that `alpha` exceeds, for alpha below one half: Abramowitz & Stegun 26.2.23, to 4.5e-4. */
function normalQuantile(alpha: number): number {
  const t = Math.sqrt(-2 * Math.log(alpha));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t ** 2;
  return t - above / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}
