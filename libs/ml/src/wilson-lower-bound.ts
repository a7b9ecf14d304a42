/** Of the standard normal distribution: 95 % lie within so many standard deviations of the mean. */
export const z95 = 1.959963984540054;

/**
 * Lower end of the 95 % score interval of a share (Wilson 1927, Probable Inference, the Law of Succession, and Statistical
 * Inference); 0 without trials.
 */
export function wilsonLowerBound(successes: number, trials: number): number {
  if (trials === 0) return 0;
  const share = successes / trials;
  const spread = z95 * Math.sqrt((share * (1 - share)) / trials + z95 ** 2 / (4 * trials ** 2));
  return Math.max(0, (share + z95 ** 2 / (2 * trials) - spread) / (1 + z95 ** 2 / trials));
}
