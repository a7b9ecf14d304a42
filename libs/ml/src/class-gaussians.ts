import { inverseFactor, timesUpper } from './inverse-factor.js';
import { createOuterProducts } from './outer-products.js';

/**
 * Classes as Gaussians that share one covariance: how far an embedding lies from the nearest says whether a text is
 * about anything that training saw (Lee et al. 2018, A Simple Unified Framework for Detecting Out-of-Distribution
 * Samples). Means and a covariance over all rows: no single text can be read off them.
 */
export interface ClassGaussians {
  readonly dimensions: number;
  readonly classes: number;
  /** [dimensions × dimensions], row-major: a row vector times it has unit covariance. */
  readonly whitening: Float64Array;
  /** [classes × dimensions], row-major: the whitened mean of each class that has rows. */
  readonly means: Float64Array;
}

/** Share of the mean variance that is added to every direction: rows are few next to 384 × 384 covariances. */
const shrinkage = 0.1;

/** Fits the Gaussians to embeddings and their class numbers; rows with target -1 are left out. */
export function fitClassGaussians(
  embeddings: readonly Float32Array[],
  targets: Int32Array,
  classes: number,
): ClassGaussians {
  const dimensions = embeddings[0]?.length ?? 0;
  const { sums, counts } = sumsOf(embeddings, targets, classes, dimensions);
  const present = [...counts.keys()].filter((c) => (counts[c] as number) > 0);
  for (const c of present) {
    for (let d = 0; d < dimensions; d++)
      sums[c * dimensions + d] = (sums[c * dimensions + d] as number) / (counts[c] as number);
  }
  const whitening = inverseFactor(covarianceOf(embeddings, targets, sums, dimensions), dimensions);
  const means = new Float64Array(present.length * dimensions);
  present.forEach((c, at) => {
    means.set(timesUpper(sums.subarray(c * dimensions, (c + 1) * dimensions), whitening, dimensions), at * dimensions);
  });
  return { dimensions, classes: present.length, whitening, means };
}

/** Mahalanobis distance of each embedding to the nearest class. */
export function distancesToClasses(embeddings: readonly Float32Array[], gaussians: ClassGaussians): Float64Array {
  const { dimensions, classes, whitening, means } = gaussians;
  return Float64Array.from(embeddings, (embedding) => {
    const white = timesUpper(embedding, whitening, dimensions);
    let nearest = Infinity;
    for (let c = 0; c < classes; c++) {
      let squares = 0;
      for (let d = 0; d < dimensions; d++)
        squares += ((white[d] as number) - (means[c * dimensions + d] as number)) ** 2;
      nearest = Math.min(nearest, squares);
    }
    return Math.sqrt(nearest);
  });
}

function sumsOf(embeddings: readonly Float32Array[], targets: Int32Array, classes: number, dimensions: number) {
  const sums = new Float64Array(classes * dimensions);
  const counts = new Int32Array(classes);
  embeddings.forEach((embedding, row) => {
    const target = targets[row] as number;
    if (target < 0) return;
    counts[target] = (counts[target] as number) + 1;
    const from = target * dimensions;
    for (let d = 0; d < dimensions; d++) sums[from + d] = (sums[from + d] as number) + (embedding[d] as number);
  });
  return { sums, counts };
}

/** The lower half of the shrunk covariance within classes, row-major; above it is nothing of meaning. */
function covarianceOf(
  embeddings: readonly Float32Array[],
  targets: Int32Array,
  means: Float64Array,
  dimensions: number,
): Float64Array {
  const sum = createOuterProducts(dimensions);
  const difference = new Float64Array(dimensions);
  let rows = 0;
  embeddings.forEach((embedding, row) => {
    const target = targets[row] as number;
    if (target < 0) return;
    rows++;
    for (let d = 0; d < dimensions; d++)
      difference[d] = (embedding[d] as number) - (means[target * dimensions + d] as number);
    sum.add(difference);
  });
  const covariance = sum.total();
  let trace = 0;
  for (let d = 0; d < dimensions; d++) trace += covariance[d * dimensions + d] as number;
  // Rows that are all alike have no variance at all; the least keeps the factor finite.
  const added = Math.max((shrinkage * trace) / dimensions, Number.EPSILON);
  for (let d = 0; d < dimensions; d++)
    covariance[d * dimensions + d] = (covariance[d * dimensions + d] as number) + added;
  return covariance.map((value) => value / rows);
}
