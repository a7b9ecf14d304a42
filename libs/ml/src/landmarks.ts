import { meansOfClusters } from './clusters.js';
import { createInnerProducts, type Centres, type InnerProducts } from './inner-products.js';
import { inverseFactor } from './inverse-factor.js';

/**
 * What makes embeddings into the Nyström features of a Gaussian kernel (Williams & Seeger 2001, Using the Nyström
 * Method to Speed Up Kernel Machines), so that a linear head can draw curved borders between them. Landmarks are of
 * unit length and means of several rows: no single text can be read off them. There are as many as the feature spec
 * says; where rows are too few for that, the rest are zeros, here and in the features.
 */
export interface Landmarks extends Centres {
  /**
   * L⁻¹ [count × count], row-major, L the Cholesky factor of the landmarks' similarities to each other: L⁻¹ times a text's
   * similarities are its features, and the kernel is their inner product.
   */
  readonly factor: Float32Array;
}

/** Added to each landmark's similarity to itself, lest landmarks that lie close together need huge weights. */
const ridge = 1e-3;

/** Finds landmarks of embeddings, and what turns similarities to them into features. */
export function fitLandmarks(embeddings: readonly Float32Array[], count: number, seed: number): Landmarks {
  const found = toUnitLength(meansOfClusters(embeddings, count, seed));
  const { dimensions } = found;
  const centres = new Float32Array(count * dimensions);
  centres.set(found.centres);
  return { dimensions, count, centres, factor: pad(factorOf(found), found.count, count) };
}

/** Similarities of any vectors to the centres, [vectors × count]: of unit vectors exp(−‖x − c‖²) = exp(2 (x·c − 1)). */
export function createSimilarities(centres: Centres): InnerProducts {
  const products = createInnerProducts(centres);
  return (vectors) => {
    const values = products(vectors);
    for (let at = 0; at < values.length; at++) values[at] = Math.exp(2 * ((values[at] as number) - 1));
    return values;
  };
}

/** Features of each embedding, [count], no longer than 1. */
export function landmarkFeatures(embeddings: readonly Float32Array[], landmarks: Landmarks): Float32Array[] {
  const { count, factor } = landmarks;
  const similarities = rowsOf(createSimilarities(landmarks)(embeddings), count);
  return rowsOf(createInnerProducts({ dimensions: count, count, centres: factor })(similarities), count);
}

/** L⁻¹, [count × count]. */
function factorOf(found: Centres): Float32Array {
  const { dimensions, count, centres } = found;
  const kernel = Float64Array.from(createSimilarities(found)(rowsOf(centres, dimensions)));
  for (let at = 0; at < count; at++) kernel[at * count + at] = (kernel[at * count + at] as number) + ridge;
  const transposed = inverseFactor(kernel, count);
  return Float32Array.from(transposed, (_, at) => transposed[(at % count) * count + Math.floor(at / count)] as number);
}

/** A square matrix in the corner of a larger one. */
function pad(square: Float32Array, size: number, larger: number): Float32Array {
  const padded = new Float32Array(larger * larger);
  for (let row = 0; row < size; row++) padded.set(square.subarray(row * size, (row + 1) * size), row * larger);
  return padded;
}

function rowsOf(matrix: Float32Array, width: number): Float32Array[] {
  return Array.from({ length: matrix.length / width }, (_, row) => matrix.subarray(row * width, (row + 1) * width));
}

function toUnitLength({ dimensions, count, centres }: Centres): Centres {
  const scaled = centres.slice();
  for (const centre of rowsOf(scaled, dimensions)) {
    const length = Math.sqrt(centre.reduce((sum, entry) => sum + entry * entry, 0));
    // Opposite texts may cancel out: what has no direction stays zero.
    if (length > 0) centre.forEach((entry, d) => (centre[d] = entry / length));
  }
  return { dimensions, count, centres: scaled };
}
