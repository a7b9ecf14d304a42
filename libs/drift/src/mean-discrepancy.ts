import { createRandom } from '@driftdesk/ml';
import { permutationTest, type PermutationResult } from './permutation-test.js';
import { projectRandomly, type Points } from './random-projection.js';

export interface MeanDiscrepancy extends PermutationResult {
  /** Squared distance between the windows' mean vectors, after the projection. */
  readonly statistic: number;
}

/** Directions that vectors are projected on: a permutation then costs a sixth of what 384 numbers would. */
const directions = 64;

/**
 * Maximum mean discrepancy with the linear kernel (Gretton et al. 2012, A Kernel Two-Sample Test, eq. 5): whether two
 * windows have the same mean vector. The p-value comes from permutations of the rows, as many as the threshold needs.
 * @throws RangeError when a window is empty
 */
export function meanDiscrepancy(
  reference: readonly Float32Array[],
  current: readonly Float32Array[],
  { threshold, seed }: { readonly threshold: number; readonly seed: number },
): MeanDiscrepancy {
  if (reference.length === 0 || current.length === 0) throw new RangeError('A comparison of means needs two windows.');
  const points = centred(projectRandomly([...current, ...reference], directions, seed));
  const order = Int32Array.from({ length: points.rows }, (_, row) => row);
  const chosen = Math.min(reference.length, current.length);
  // The smaller window's rows are enough: all rows together add up to zero.
  if (chosen < current.length) order.reverse();
  const statistic = distanceOfFirst(points, order, chosen);
  const result = permutationTest(statistic, threshold, createRandom(seed + 1), (random) => {
    for (let at = 0; at < chosen; at++) {
      const other = at + Math.floor(random() * (points.rows - at));
      const row = order[at] as number;
      order[at] = order[other] as number;
      order[other] = row;
    }
    return distanceOfFirst(points, order, chosen);
  });
  return { statistic, ...result };
}

function centred({ rows, dimensions, values }: Points): Points {
  const mean = new Float64Array(dimensions);
  for (let at = 0; at < values.length; at++)
    mean[at % dimensions] = (mean[at % dimensions] as number) + (values[at] as number) / rows;
  return { rows, dimensions, values: values.map((value, at) => value - (mean[at % dimensions] as number)) };
}

/** Squared distance between the mean of the first `chosen` points and the mean of the others; all add up to zero. */
function distanceOfFirst({ rows, dimensions, values }: Points, order: Int32Array, chosen: number): number {
  const sum = new Float64Array(dimensions);
  for (let at = 0; at < chosen; at++) {
    const from = (order[at] as number) * dimensions;
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] as number) + (values[from + d] as number);
  }
  let squares = 0;
  for (let d = 0; d < dimensions; d++) squares += (sum[d] as number) ** 2;
  return squares * (1 / chosen + 1 / (rows - chosen)) ** 2;
}
