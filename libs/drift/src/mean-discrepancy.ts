import { createRandom } from '@driftdesk/ml';
import { drawRows } from './draw-rows.js';
import { permutationTest, type PermutationResult } from './permutation-test.js';
import type { PooledPoints } from './pooled-points.js';

export interface MeanDiscrepancy extends PermutationResult {
  /** Squared distance between the windows' means. */
  readonly statistic: number;
}

/**
 * Maximum mean discrepancy with the linear kernel (Gretton et al. 2012, A Kernel Two-Sample Test, eq. 5): whether two
 * windows have the same mean. The p-value comes from permutations of the rows, as many as the threshold needs.
 */
export function meanDiscrepancy(
  pooled: PooledPoints,
  { threshold, seed }: { readonly threshold: number; readonly seed: number },
): MeanDiscrepancy {
  const points = centred(pooled);
  const rows = Int32Array.from(pooled.byContent.keys());
  // The smaller window is enough: all rows together add up to zero.
  const smaller = Math.min(pooled.referenceRows, pooled.currentRows);
  const observed = smaller === pooled.referenceRows ? rows : rows.toReversed();
  const statistic = distanceOfFirst(points, observed, smaller);
  const result = permutationTest(statistic, threshold, createRandom(seed), (random) => {
    drawRows(rows, smaller, random);
    return distanceOfFirst(points, rows, smaller);
  });
  return { statistic, ...result };
}

interface Points {
  readonly dimensions: number;
  readonly values: Float64Array;
}

function centred({ dimensions, values }: PooledPoints): Points {
  const rows = values.length / dimensions;
  const mean = new Float64Array(dimensions);
  values.forEach((value, at) => (mean[at % dimensions] = (mean[at % dimensions] as number) + value / rows));
  return { dimensions, values: Float64Array.from(values, (value, at) => value - (mean[at % dimensions] as number)) };
}

/** Squared distance between the mean of the first `chosen` points and the mean of the others; all add up to zero. */
function distanceOfFirst({ dimensions, values }: Points, rows: Int32Array, chosen: number): number {
  const sum = new Float64Array(dimensions);
  for (let at = 0; at < chosen; at++) {
    const from = (rows[at] as number) * dimensions;
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] as number) + (values[from + d] as number);
  }
  let squares = 0;
  for (let d = 0; d < dimensions; d++) squares += (sum[d] as number) ** 2;
  return squares * (1 / chosen + 1 / (rows.length - chosen)) ** 2;
}
