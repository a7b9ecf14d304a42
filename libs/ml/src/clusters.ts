import { hashOrder } from './hash-order.js';
import { createInnerProducts, type Centres } from './inner-products.js';

/** Rows that are looked at for each cluster. */
const rowsPerCluster = 12;

/** A cluster of fewer is left out: its mean would be close to one row. */
const fewestRows = 5;

/** How often rows are assigned and means taken; more moves them little. */
const steps = 3;

interface Clusters extends Centres {
  /** How many rows each mean is of. */
  readonly sizes: Int32Array;
}

/**
 * Means of up to `most` clusters of a sample of the rows, by Lloyd's k-means from rows at random: as many as there are
 * twelve rows for each, without those that end with fewer than five; the largest stays in any case. The sample hardly
 * changes when a few rows come or go.
 */
export function meansOfClusters(rows: readonly Float32Array[], most: number, seed: number): Centres {
  const sample = hashOrder(rows, nameOf, seed).slice(0, most * rowsPerCluster);
  let clusters = startFrom(sample, Math.max(1, Math.floor(sample.length / rowsPerCluster)));
  for (let step = 0; step < steps; step++) clusters = assignAndAverage(sample, clusters);
  const { sizes } = clusters;
  const largest = sizes.reduce((most, size) => Math.max(most, size));
  const fewest = Math.min(fewestRows, largest);
  const kept = [...sizes.keys()].filter((cluster) => (sizes[cluster] as number) >= fewest);
  return pick(clusters, kept);
}

/** A row's first numbers tell it from nearly all others. */
const nameOf = (row: Float32Array) => row.subarray(0, 4).join();

function startFrom(rows: readonly Float32Array[], count: number): Clusters {
  const dimensions = rows[0]?.length ?? 0;
  const centres = new Float32Array(count * dimensions);
  rows.slice(0, count).forEach((row, at) => centres.set(row, at * dimensions));
  return { dimensions, count, centres, sizes: new Int32Array(count) };
}

/** A cluster that lost all its rows stays where it is, and is left out in the end. */
function assignAndAverage(rows: readonly Float32Array[], clusters: Clusters): Clusters {
  const { dimensions, count, centres } = clusters;
  const products = createInnerProducts(clusters)(rows);
  const halfSquares = halfSquaresOf(clusters);
  const sums = new Float64Array(centres.length);
  const sizes = new Int32Array(count);
  rows.forEach((row, at) => {
    const cluster = nearest(products.subarray(at * count, (at + 1) * count), halfSquares);
    sizes[cluster] = (sizes[cluster] as number) + 1;
    const from = cluster * dimensions;
    for (let d = 0; d < dimensions; d++) sums[from + d] = (sums[from + d] as number) + (row[d] as number);
  });
  const moved = centres.map((entry, at) => {
    const size = sizes[Math.floor(at / dimensions)] as number;
    return size === 0 ? entry : (sums[at] as number) / size;
  });
  return { dimensions, count, centres: moved, sizes };
}

function halfSquaresOf({ dimensions, count, centres }: Centres): Float64Array {
  const halves = new Float64Array(count);
  centres.forEach((entry, at) => {
    const cluster = Math.floor(at / dimensions);
    halves[cluster] = (halves[cluster] as number) + (entry * entry) / 2;
  });
  return halves;
}

/** argmin ‖x − m‖² = argmax x·m − ‖m‖²/2; the first of equals. */
function nearest(products: Float32Array, halfSquares: Float64Array): number {
  let best = 0;
  let highest = -Infinity;
  for (let cluster = 0; cluster < products.length; cluster++) {
    const value = (products[cluster] as number) - (halfSquares[cluster] as number);
    if (value <= highest) continue;
    best = cluster;
    highest = value;
  }
  return best;
}

function pick({ dimensions, centres }: Centres, kept: readonly number[]): Centres {
  const picked = new Float32Array(kept.length * dimensions);
  kept.forEach((cluster, at) => {
    picked.set(centres.subarray(cluster * dimensions, (cluster + 1) * dimensions), at * dimensions);
  });
  return { dimensions, count: kept.length, centres: picked };
}
