import { createCellSums, createInnerProducts, createRandom, shuffled, type Random } from '@driftdesk/ml';
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
/** Rows that cells can have in their middle. */
const fewestLandmarks = 512;
const landmarksPerCell = 4;
/** Landmarks that are in the same partitions: their nearest is looked for once. */
const groupSize = 8;

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
  const { cellsOf, cellCount } = assignCells(pooled, random);
  const sumOf = createCellSums({ partitions, cellsOf, weights: weighCells(cellsOf, cellCount) });
  const rows = Int32Array.from(pooled.byContent.keys());
  const smaller = Math.min(pooled.referenceRows, pooled.currentRows);
  const sum = sumOf(smaller === pooled.referenceRows ? rows : rows.toReversed(), smaller);
  const result = permutationTest(sum, threshold, random, () => {
    drawRows(rows, smaller, random);
    return sumOf(rows, smaller);
  });
  return { statistic: chiSquareOf(sum, rows.length, smaller), ...result };
}

/** Each row's cell in each partition, [rows × partitions], numbered through all partitions. */
function assignCells({ vectors, byContent }: PooledVectors, random: Random) {
  const rows = vectors.length;
  const cells = Math.max(fewestCells, Math.min(mostCells, Math.round(rows / rowsPerCell)));
  const landmarks = shuffled(byContent, random).slice(0, Math.max(fewestLandmarks, landmarksPerCell * cells));
  const nearness = nearnessTo(
    landmarks.map((row) => vectors[row] as Float32Array),
    vectors,
  );
  const groups = nearestInGroups(nearness, rows, landmarks.length);
  const groupsPerPartition = Math.min(groups.count, Math.round(cells / groupSize));
  const chosen = Array.from({ length: partitions }, () =>
    Int32Array.from(shuffled([...Array(groups.count).keys()], random).slice(0, groupsPerPartition)),
  );
  const cellsOf = new Uint16Array(rows * partitions);
  for (let row = 0; row < rows; row++) {
    for (let partition = 0; partition < partitions; partition++) {
      const place = nearestGroup(groups.nearness, row * groups.count, chosen[partition] as Int32Array);
      const group = (chosen[partition] as Int32Array)[place] as number;
      const within = groups.nearest[row * groups.count + group] as number;
      cellsOf[row * partitions + partition] = (partition * groupsPerPartition + place) * groupSize + within;
    }
  }
  return { cellsOf, cellCount: partitions * groupsPerPartition * groupSize };
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

/** Of each group of landmarks, in their order, the nearest to each row: its place in the group, and how near it is. */
function nearestInGroups(nearness: Float32Array, rows: number, landmarks: number) {
  const count = Math.ceil(landmarks / groupSize);
  const nearest = new Uint8Array(rows * count);
  const largest = new Float32Array(rows * count).fill(-Infinity);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < landmarks; at++) {
      const value = nearness[row * landmarks + at] as number;
      const group = row * count + Math.floor(at / groupSize);
      if (value > (largest[group] as number)) {
        largest[group] = value;
        nearest[group] = at % groupSize;
      }
    }
  }
  return { count, nearest, nearness: largest };
}

/** The place, among the chosen groups, of the one that is nearest to the row whose groups begin at `from`. */
function nearestGroup(nearness: Float32Array, from: number, chosen: Int32Array): number {
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

/** One over the rows in each cell: a sum of squared counts is then all of χ² that depends on which rows are chosen. */
function weighCells(cellsOf: Uint16Array, cellCount: number): Float64Array {
  const sizes = new Float64Array(cellCount);
  for (const cell of cellsOf) sizes[cell] = (sizes[cell] as number) + 1;
  return sizes.map((size) => (size === 0 ? 0 : 1 / size));
}

/** Σ (c − f n)² / (f (1 − f) n) over a partition's cells, f being the share of rows that are chosen. */
function chiSquareOf(sum: number, rows: number, chosen: number): number {
  const share = chosen / rows;
  return (sum / partitions - share * chosen) / (share * (1 - share));
}
