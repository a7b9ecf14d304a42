import { createInnerProducts, createRandom, shuffled, type Random } from '@driftdesk/ml';
import { drawRows } from './draw-rows.js';
import { permutationTest, type PermutationResult } from './permutation-test.js';
import type { PooledVectors } from './pool-vectors.js';

export interface CellDiscrepancy extends PermutationResult {
  /** Pearson's χ² of windows against cells, averaged over the partitions. */
  readonly statistic: number;
}

/** A partition has a cell for so many rows, within bounds: few rows a cell say little, many hide a small topic. */
const rowsPerCell = 16;
const fewestCells = 8;
const mostCells = 256;
const partitions = 64;
/** Rows that cells can have in their middle; those of a partition are drawn from them. */
const fewestLandmarks = 512;
const landmarksPerCell = 4;

/**
 * Whether two windows fill the same regions: maximum mean discrepancy with the isolation kernel by nearest neighbours
 * (Qin, Ting, Zhu & Lee 2019, Nearest-Neighbour-Induced Isolation Similarity). Each partition cuts the space into the
 * Voronoi cells of some random rows of both windows; a topic that is new makes cells that one window alone fills, though
 * it hardly moves the mean. Cells count by Pearson's χ², so that crowded regions do not drown the others. The p-value
 * comes from permutations of the rows, as many as the threshold needs.
 */
export function cellDiscrepancy(
  pooled: PooledVectors,
  { threshold, seed }: { readonly threshold: number; readonly seed: number },
): CellDiscrepancy {
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
function assignCells({ vectors, byContent }: PooledVectors, random: Random): Int32Array {
  const rows = vectors.length;
  const wanted = Math.max(fewestCells, Math.min(mostCells, Math.round(rows / rowsPerCell)));
  const landmarks = shuffled(byContent, random).slice(0, Math.max(fewestLandmarks, landmarksPerCell * wanted));
  const nearness = nearnessTo(
    landmarks.map((row) => vectors[row] as Float32Array),
    vectors,
  );
  const cells = Math.min(wanted, landmarks.length);
  const chosen = Array.from({ length: partitions }, () =>
    Int32Array.from(shuffled([...landmarks.keys()], random).slice(0, cells)),
  );
  const cellsOf = new Int32Array(rows * partitions);
  for (let row = 0; row < rows; row++) {
    for (let partition = 0; partition < partitions; partition++) {
      const cell = nearest(nearness, row * landmarks.length, chosen[partition] as Int32Array);
      cellsOf[row * partitions + partition] = partition * cells + cell;
    }
  }
  return cellsOf;
}

/** [vectors × landmarks]: v · m − m · m / 2, the larger the nearer. */
function nearnessTo(landmarks: readonly Float32Array[], vectors: readonly Float32Array[]): Float32Array {
  const count = landmarks.length;
  const dimensions = landmarks[0]?.length ?? 0;
  const centres = new Float32Array(count * dimensions);
  landmarks.forEach((landmark, at) => centres.set(landmark, at * dimensions));
  const nearness = createInnerProducts({ dimensions, count, centres })(vectors);
  const halves = landmarks.map((landmark) => landmark.reduce((sum, value) => sum + value * value, 0) / 2);
  for (let row = 0; row < vectors.length; row++) {
    for (let at = 0; at < count; at++)
      nearness[row * count + at] = (nearness[row * count + at] as number) - (halves[at] as number);
  }
  return nearness;
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
