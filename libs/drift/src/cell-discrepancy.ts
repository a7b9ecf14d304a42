import { createInnerProducts, createRandom, shuffled, type Random } from '@driftdesk/ml';
import { drawRows } from './draw-rows.js';
import { permutationTest, type PermutationResult } from './permutation-test.js';
import type { PooledPoints } from './pooled-points.js';

export interface CellDiscrepancy extends PermutationResult {
  /** Pearson's χ² of windows against cells, averaged over the partitions. */
  readonly statistic: number;
}

export interface CellOptions {
  readonly threshold: number;
  readonly seed: number;
}

/** Points of both windows that cells can have in their middle. */
const landmarks = 512;
const partitions = 32;
const cells = 64;

/**
 * Whether two windows fill the same regions: maximum mean discrepancy with the isolation kernel by nearest neighbours (Qin,
 * Ting, Zhu & Lee 2019, Nearest-Neighbour-Induced Isolation Similarity). Each partition cuts the space into the Voronoi
 * cells of 64 random points of both windows; a topic that is new makes cells that one window alone fills, be it
 * ever so small. Cells count by Pearson's χ², so that crowded regions do not drown the others. The p-value comes from
 * permutations of the rows.
 */
export function cellDiscrepancy(pooled: PooledPoints, { threshold, seed }: CellOptions): CellDiscrepancy {
  const random = createRandom(seed);
  const cellsOf = assignCells(pooled, random);
  const weights = weighCells(cellsOf);
  const rows = Int32Array.from(pooled.byContent.keys());
  const smaller = Math.min(pooled.referenceRows, pooled.currentRows);
  const observed = smaller === pooled.referenceRows ? rows : rows.toReversed();
  const counts = new Int32Array(weights.length);
  const sumOf = (chosen: Int32Array) => sumOfSquares(cellsOf, chosen, smaller, weights, counts);
  const sum = sumOf(observed);
  const result = permutationTest(sum, threshold, random, () => {
    drawRows(rows, smaller, random);
    return sumOf(rows);
  });
  return { statistic: chiSquareOf(sum, rows.length, smaller), ...result };
}

/** [rows × partitions]: the number of each row's cell, counted through all partitions. */
function assignCells(pooled: PooledPoints, random: Random): Int32Array {
  const middles = shuffled([...pooled.byContent], random).slice(0, landmarks);
  const nearness = nearnessTo(middles, pooled);
  const size = Math.min(cells, middles.length);
  const chosen = Array.from({ length: partitions }, () =>
    Int32Array.from(shuffled([...middles.keys()], random).slice(0, size)),
  );
  const cellsOf = new Int32Array(pooled.byContent.length * partitions);
  for (let row = 0; row < pooled.byContent.length; row++) {
    for (let partition = 0; partition < partitions; partition++) {
      const cell = nearest(nearness, row * middles.length, chosen[partition] as Int32Array);
      cellsOf[row * partitions + partition] = partition * size + cell;
    }
  }
  return cellsOf;
}

/** [rows × middles]: x · m − m · m / 2, the larger the nearer, as one product of (x, 1) and (m, −m · m / 2). */
function nearnessTo(middles: readonly number[], { dimensions, values, byContent }: PooledPoints): Float32Array {
  const pointOf = (row: number) => values.subarray(row * dimensions, (row + 1) * dimensions);
  const centres = new Float32Array(middles.length * (dimensions + 1));
  middles.forEach((row, at) => {
    const middle = pointOf(row);
    centres.set(middle, at * (dimensions + 1));
    centres[(at + 1) * (dimensions + 1) - 1] = -middle.reduce((sum, value) => sum + value * value, 0) / 2;
  });
  const points = Array.from(byContent.keys(), (row) => {
    const point = new Float32Array(dimensions + 1).fill(1);
    point.set(pointOf(row));
    return point;
  });
  return createInnerProducts({ dimensions: dimensions + 1, count: middles.length, centres })(points);
}

/** The place of the largest of some entries of a row that begins at `from`. */
function nearest(nearness: Float32Array, from: number, chosen: Int32Array): number {
  let best = 0;
  let most = -Infinity;
  for (let at = 0; at < chosen.length; at++) {
    const value = nearness[from + (chosen[at] as number)] as number;
    if (value > most) {
      most = value;
      best = at;
    }
  }
  return best;
}

/** One over the rows in each cell. */
function weighCells(cellsOf: Int32Array): Float64Array {
  const sizes = new Float64Array(cellsOf.reduce((most, cell) => Math.max(most, cell), 0) + 1);
  for (const cell of cellsOf) sizes[cell] = (sizes[cell] as number) + 1;
  return sizes.map((size) => (size === 0 ? 0 : 1 / size));
}

/** Σ (chosen rows in the cell)² / rows in the cell: all of χ² that depends on which rows are chosen. */
function sumOfSquares(
  cellsOf: Int32Array,
  rows: Int32Array,
  chosen: number,
  weights: Float64Array,
  counts: Int32Array,
): number {
  counts.fill(0);
  for (let at = 0; at < chosen; at++) {
    const from = (rows[at] as number) * partitions;
    for (let p = from; p < from + partitions; p++) {
      const cell = cellsOf[p] as number;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++) sum += (counts[cell] as number) ** 2 * (weights[cell] as number);
  return sum;
}

/** Σ (c − f n)² / (f (1 − f) n) over a partition's cells, f being the share of rows that are chosen. */
function chiSquareOf(sum: number, rows: number, chosen: number): number {
  const share = chosen / rows;
  return (sum / partitions - share * chosen) / (share * (1 - share));
}
