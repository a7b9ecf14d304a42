/** Where the second series converges faster than the first. */
const crossover = 1;

/**
 * P(K > x) of Kolmogorov's distribution, the limit of √(nm / (n + m)) · D (Kolmogorov 1933; the series for small x is
 * Jacobi's transformation of the one for large x). Equals `scipy.special.kolmogorov`.
 */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  return x < crossover ? 1 - smallSeries(x) : Math.min(1, largeSeries(x));
}

/** P(K ≤ x) = √(2π) / x · Σ exp(−(2k − 1)² π² / (8 x²)). */
function smallSeries(x: number): number {
  let sum = 0;
  for (let k = 1; k <= 4; k++) sum += Math.exp(-(((2 * k - 1) * Math.PI) ** 2) / (8 * x * x));
  return (Math.sqrt(2 * Math.PI) / x) * sum;
}

/** P(K > x) = 2 Σ (−1)^(k − 1) exp(−2 k² x²). */
function largeSeries(x: number): number {
  let sum = 0;
  for (let k = 1; k <= 5; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return 2 * sum;
}
