import { createRandom, createRowSums, type RowSums } from '@driftdesk/ml';
import { drawRows } from './draw-rows.js';
import { permutationTest, type PermutationResult } from './permutation-test.js';
import type { PooledVectors } from './pool-vectors.js';
import { projectOnSpan, type Points } from './span-projection.js';

export interface MeanDiscrepancy extends PermutationResult {
  /** Squared distance between the windows' means. */
  readonly statistic: number;
}

/** Dimensions of the projection: a permutation then costs a sixth of what 384 numbers would. */
const dimensions = 64;

/**
 * Maximum mean discrepancy with the linear kernel (Gretton et al. 2012, A Kernel Two-Sample Test, eq. 5): whether two
 * windows have the same mean. The p-value comes from permutations of the rows, as many as the threshold needs.
 */
export function meanDiscrepancy(
  pooled: PooledVectors,
  { threshold, seed }: { readonly threshold: number; readonly seed: number },
): MeanDiscrepancy {
  const points = projectOnSpan(pooled, dimensions, seed);
  const sumOf = createRowSums(centred(points), points.dimensions);
  const rows = Int32Array.from(pooled.byContent.keys());
  // The smaller window is enough: all rows together add up to zero.
  const smaller = Math.min(pooled.referenceRows, pooled.currentRows);
  const observed = smaller === pooled.referenceRows ? rows : rows.toReversed();
  const statistic = distanceOfFirst(sumOf, observed, smaller);
  const result = permutationTest(statistic, threshold, createRandom(seed + 1), (random) => {
    drawRows(rows, smaller, random);
    return distanceOfFirst(sumOf, rows, smaller);
  });
  return { statistic, ...result };
}

/** The points less their mean, [rows × dimensions]. */
function centred({ dimensions: width, values }: Points): Float64Array {
  const rows = values.length / width;
  const mean = new Float64Array(width);
  const points = Float64Array.from(values);
  for (let from = 0; from < points.length; from += width)
    for (let d = 0; d < width; d++) mean[d] = (mean[d] as number) + (points[from + d] as number) / rows;
  for (let from = 0; from < points.length; from += width)
    for (let d = 0; d < width; d++) points[from + d] = (points[from + d] as number) - (mean[d] as number);
  return points;
}

/** Squared distance between the mean of the first `chosen` points and the mean of the others; all add up to zero. */
function distanceOfFirst(sumOf: RowSums, rows: Int32Array, chosen: number): number {
  const squares = sumOf(rows, chosen).reduce((sum, value) => sum + value * value, 0);
  return squares * (1 / chosen + 1 / (rows.length - chosen)) ** 2;
}
