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
}

function poolSamples(left: Float64Array, right: Float64Array): PooledSamples {
  const steps = new Uint8Array(left.length + right.length + 1);
  let largest = 0;
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const value = Math.min(left[i] ?? Infinity, right[j] ?? Infinity);
    while (i < left.length && (left[i] as number) <= value) i++;
    while (j < right.length && (right[j] as number) <= value) j++;
    steps[i + j] = 1;
    largest = Math.max(largest, Math.abs(i * right.length - j * left.length));
  }
  return { lefts: left.length, rights: right.length, largest, steps };
}

/**
 * Of all ways to deal the merged values out to the two samples, the share whose D is at least the observed one. A way
 * is a path from (0, 0) to (n, m); `outside[j]` is the share of paths to (i, j) that were that far apart on the way.
 */
function exactTail({ lefts, rights, largest, steps }: PooledSamples): number {
  if (largest === 0) return 1;
  const outside = new Float64Array(rights + 1);
  for (let j = 1; j <= rights; j++)
    outside[j] = steps[j] === 1 && j * lefts >= largest ? 1 : (outside[j - 1] as number);
  for (let i = 1; i <= lefts; i++) {
    if (steps[i] === 1 && i * rights >= largest) outside[0] = 1;
    for (let j = 1; j <= rights; j++) {
      const far = steps[i + j] === 1 && Math.abs(i * rights - j * lefts) >= largest;
      outside[j] = far ? 1 : (i * (outside[j] as number) + j * (outside[j - 1] as number)) / (i + j);
    }
  }
  return outside[rights] as number;
}
