import { kolmogorovTail } from './kolmogorov-distribution.js';

export interface KolmogorovSmirnov {
  /** D: the largest distance between the two empirical distribution functions. */
  readonly statistic: number;
  readonly pValue: number;
}

/** The exact p counts paths over a grid of n × m cells; beyond this many it would take tens of milliseconds. */
const mostCells = 4_000_000;

/**
 * Two-sample Kolmogorov–Smirnov test, two-sided. The p-value is exact, as of `scipy.stats.ks_2samp(method='exact')`,
 * and with ties it is exact given the ties, where SciPy's is too large (Schröer & Trenkler 1995; R's `psmirnov` with
 * `z`). Windows of more than 4,000,000 pairs of rows get the asymptotic one, which is too large with ties.
 * @throws RangeError when a sample is empty
 */
export function kolmogorovSmirnov(left: ArrayLike<number>, right: ArrayLike<number>): KolmogorovSmirnov {
  if (left.length === 0 || right.length === 0) throw new RangeError('A Kolmogorov–Smirnov test needs two samples.');
  const pooled = poolSamples(Float64Array.from(left).sort(), Float64Array.from(right).sort());
  const cells = left.length * right.length;
  const statistic = pooled.largest / cells;
  if (cells <= mostCells) return { statistic, pValue: exactTail(pooled) };
  return { statistic, pValue: kolmogorovTail(Math.sqrt(cells / (left.length + right.length)) * statistic) };
}

/** Two sorted samples merged. Distances are counted in units of 1 / (n · m), so that they are whole numbers. */
interface PooledSamples {
  readonly lefts: number;
  readonly rights: number;
  readonly largest: number;
  /** [n + m + 1]: 1 where the merged sample goes on to another value, and at its end. */
  readonly steps: Uint8Array;
  /** Values in the longest tie. */
  readonly longestTie: number;
}

function poolSamples(left: Float64Array, right: Float64Array): PooledSamples {
  const steps = new Uint8Array(left.length + right.length + 1);
  let largest = 0;
  let longestTie = 1;
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const before = i + j;
    const value = Math.min(left[i] ?? Infinity, right[j] ?? Infinity);
    while (i < left.length && (left[i] as number) <= value) i++;
    while (j < right.length && (right[j] as number) <= value) j++;
    steps[i + j] = 1;
    longestTie = Math.max(longestTie, i + j - before);
    largest = Math.max(largest, Math.abs(i * right.length - j * left.length));
  }
  return { lefts: left.length, rights: right.length, largest, steps, longestTie };
}

/**
 * Of all ways to deal the merged values out to the two samples, the share whose D is at least the observed one. A way
 * is a path from (0, 0) to (n, m); `outside[j]` is the share of paths to (i, j) that were that far apart on the way.
 * It is 1 beyond a band: who stands there was too far apart when the last tie ended, or would be with the first value.
 */
function exactTail({ lefts, rights, largest, steps, longestTie }: PooledSamples): number {
  if (largest === 0) return 1;
  const reach = largest + (longestTie - 1) * Math.max(lefts, rights);
  const outside = new Float64Array(rights + 1).fill(1);
  let from = 0;
  for (let i = 0; i <= lefts; i++) {
    for (; from * lefts <= i * rights - reach; from++) outside[from] = 1;
    const to = Math.min(rights, Math.ceil((i * rights + reach) / lefts) - 1);
    let previous = from === 0 ? 0 : 1;
    for (let j = from; j <= to; j++) {
      const distance = i * rights - j * lefts;
      if (steps[i + j] === 1 && (distance >= largest || -distance >= largest)) previous = 1;
      else if (i + j > 0) previous = (i * (outside[j] as number) + j * previous) / (i + j);
      outside[j] = previous;
    }
  }
  return outside[rights] as number;
}
