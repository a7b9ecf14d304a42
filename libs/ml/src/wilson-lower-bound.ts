/** Two-sided 95 %. */
const z = 1.959963984540054;

/**
 * Lower end of the 95 % score interval of a share (Wilson 1927, Probable Inference, the Law of Succession, and Statistical
 * Inference); 0 without trials.
 */
export function wilsonLowerBound(successes: number, trials: number): number {
  if (trials === 0) return 0;
  const share = successes / trials;
  const spread = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return Math.max(0, (share + z ** 2 / (2 * trials) - spread) / (1 + z ** 2 / trials));
}
