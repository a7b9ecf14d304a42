/** Terms of the series, or steps of the fraction, after which it has long converged for the sizes used here. */
const mostTerms = 1_000;

/**
 * P(χ² > x) with `degrees` degrees of freedom, a whole number: the regularised upper incomplete gamma function
 * Q(degrees / 2, x / 2), by its series (DLMF 8.7.1) or continued fraction (8.9.2). Equals `scipy.stats.chi2.sf`.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0) return 1;
  const a = degrees / 2;
  const z = x / 2;
  const front = Math.exp(a * Math.log(z) - z - logGammaOfHalf(degrees));
  return z < a + 1 ? 1 - front * lowerSeries(a, z) : front * upperFraction(a, z);
}

/** ln Γ(k / 2) of a whole k ≥ 1, from Γ(1/2) = √π, Γ(1) = 1 and Γ(a + 1) = a Γ(a). */
function logGammaOfHalf(k: number): number {
  let sum = k % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
  for (let a = k % 2 === 1 ? 0.5 : 1; a < k / 2; a++) sum += Math.log(a);
  return sum;
}

function lowerSeries(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * 1e-17; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

/** 1 / (z + 1 − a − 1 (1 − a) / (z + 3 − a − …)) by Lentz's method. */
function upperFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < mostTerms; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}
