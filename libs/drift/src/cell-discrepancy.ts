import { createCellSums, createInnerProducts, createRandom, shuffled, type Random } from '@driftdesk/ml';
import { drawRows } from './draw-rows.js';
import { permutationTest, type PermutationResult } from './permutation-test.js';
import type { PooledVectors } from './pool-vectors.js';

export interface CellDiscrepancy extends PermutationResult {
  /** χ² of windows against cells, averaged over the partitions; Pearson's where all rows weigh the same. */
  readonly statistic: number;
}

/** A partition has a cell for so many rows, within bounds: few rows a cell say little, many hide a small topic. */
const rowsPerCell = 32;
const fewestCells = 8;
const mostCells = 256;
const partitions = 64;
/** Rows that cells can have in their middle. */
const fewestLandmarks = 512;
const landmarksPerCell = 4;
/** Landmarks that are in the same partitions: their nearest is looked for once. */
const groupSize = 8;
/** A row of mean uncertainty weighs 1 more than this. */
const sureWeight = 0.3;
/** What 1 is in whole numbers. */
const weightUnit = 16;

/**
 * Whether two windows fill the same regions: maximum mean discrepancy with the isolation kernel by nearest neighbours
 * (Qin, Ting, Zhu & Lee 2019, Nearest-Neighbour-Induced Isolation Similarity). Each partition cuts the space into the
 * Voronoi cells of some random rows of both windows; a topic that is new makes cells that one window alone fills, though
 * it hardly moves the mean. Cells count by χ², so that crowded regions do not drown the others. What is new, a model
 * is unsure of: rows weigh by that, and those in the middle of cells are drawn by it where not all are, so that the many
 * tickets which are as ever hardly disturb. It also moves when the same regions get tickets that the model is less sure of, and
 * does not tell the two apart. The p-value comes from permutations of the rows, as many as the threshold needs.
 */
export function cellDiscrepancy(
  pooled: PooledVectors,
  { threshold, seed }: { readonly threshold: number; readonly seed: number },
): CellDiscrepancy {
  const random = createRandom(seed);
  const rowWeights = weighRows(pooled);
  const { cellsOf, cellCount } = assignCells(pooled, rowWeights, random);
  const rows = Int32Array.from(pooled.byContent.keys());
  const smaller = Math.min(pooled.referenceRows, pooled.currentRows);
  const share = smaller / rows.length;
  const { expected, cellWeights } = expectCells(cellsOf, rowWeights, cellCount, share);
  const sumOf = createCellSums({ partitions, cellsOf, rowWeights, expected, cellWeights });
  const sum = sumOf(smaller === pooled.referenceRows ? rows : rows.toReversed(), smaller);
  const result = permutationTest(sum, threshold, random, () => {
    drawRows(rows, smaller, random);
    return sumOf(rows, smaller);
  });
  return { statistic: sum / partitions, ...result };
}

/** [rows], whole numbers above 0. */
function weighRows({ uncertainties, byContent }: PooledVectors): Int32Array {
  const mean = byContent.reduce((sum, row) => sum + (uncertainties[row] as number), 0) / uncertainties.length;
  return Int32Array.from(uncertainties, (value) =>
    Math.round(weightUnit * (sureWeight + (mean > 0 ? value / mean : 1))),
  );
}

/** Each row's cell in each partition, [rows × partitions], numbered through all partitions. */
function assignCells({ vectors, byContent }: PooledVectors, rowWeights: Int32Array, random: Random) {
  const rows = vectors.length;
  const cells = Math.max(fewestCells, Math.min(mostCells, Math.round(rows / rowsPerCell)));
  const count = Math.max(fewestLandmarks, landmarksPerCell * cells);
  // They come out in the order of their weights, and a partition has some eight in a row: it should have all kinds.
  const landmarks = shuffled(drawByWeight(byContent, rowWeights, count, random), random);
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

/**
 * Draws rows without replacement, the next one each time in proportion to the weights that are left (Efraimidis & Spirakis
 * 2006, Weighted random sampling with a reservoir).
 */
function drawByWeight(rows: readonly number[], weights: Int32Array, count: number, random: Random): number[] {
  const keyed = rows.map((row) => ({ row, key: Math.log(1 - random()) / (weights[row] as number) }));
  return keyed
    .sort((left, right) => right.key - left.key)
    .slice(0, count)
    .map(({ row }) => row);
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

/**
 * Of each cell the weight that a share of all rows has there, and one over the variance of what it would have if each row were
 * chosen by itself: the square of a deviation times that is a term of χ².
 */
function expectCells(cellsOf: Uint16Array, rowWeights: Int32Array, cellCount: number, share: number) {
  const sums = new Float64Array(cellCount);
  const squares = new Float64Array(cellCount);
  cellsOf.forEach((cell, at) => {
    const weight = rowWeights[Math.floor(at / partitions)] as number;
    sums[cell] = (sums[cell] as number) + weight;
    squares[cell] = (squares[cell] as number) + weight ** 2;
  });
  return {
    expected: sums.map((sum) => share * sum),
    cellWeights: squares.map((sum) => (sum === 0 ? 0 : 1 / (share * (1 - share) * sum))),
  };
}
