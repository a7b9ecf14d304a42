import { createInnerProducts, createRandom, shuffled } from '@driftdesk/ml';

/** The embeddings of two windows, in fewer dimensions. */
export interface PooledPoints {
  readonly referenceRows: number;
  readonly currentRows: number;
  readonly dimensions: number;
  /** [referenceRows + currentRows × dimensions], row-major, the reference first. */
  readonly values: Float32Array;
  /**
   * All rows in an order that their vectors alone decide. Who draws rows by it draws the same vectors whichever window
   * they are in, as a permutation test needs.
   */
  readonly byContent: Int32Array;
}

/** Dimensions that vectors are projected to: a permutation then costs a sixth of what 384 numbers would. */
const mostDimensions = 64;

/**
 * Projects the vectors of two windows onto the span of 64 of them, drawn at random by the seed. Texts of one desk fill few
 * directions: on IT tickets that keeps twice as much power as random signs (Achlioptas 2003) in as many dimensions.
 */
export function poolPoints(
  reference: readonly Float32Array[],
  current: readonly Float32Array[],
  seed: number,
): PooledPoints {
  const vectors = [...reference, ...current];
  const byContent = orderByContent(vectors);
  const drawn = shuffled([...byContent], createRandom(seed)).slice(0, mostDimensions);
  const axes = orthonormalise(drawn.map((row) => vectors[row] as Float32Array));
  return {
    referenceRows: reference.length,
    currentRows: current.length,
    dimensions: axes.length,
    values: project(vectors, axes),
    byContent,
  };
}

/** [vectors × axes], row-major. */
function project(vectors: readonly Float32Array[], axes: readonly Float64Array[]): Float32Array {
  const dimensions = vectors[0]?.length ?? 0;
  const centres = new Float32Array(axes.length * dimensions);
  axes.forEach((axis, at) => centres.set(axis, at * dimensions));
  return createInnerProducts({ dimensions, count: axes.length, centres })(vectors);
}

function orderByContent(vectors: readonly Float32Array[]): Int32Array {
  const order = Int32Array.from(vectors.keys());
  return order.sort((left, right) => compare(vectors[left] as Float32Array, vectors[right] as Float32Array));
}

function compare(left: Float32Array, right: Float32Array): number {
  for (let d = 0; d < left.length; d++) {
    if (left[d] !== right[d]) return (left[d] as number) - (right[d] as number);
  }
  return 0;
}

/** Gram–Schmidt in its modified form; vectors within the span of those before are left out. */
function orthonormalise(vectors: readonly Float32Array[]): Float64Array[] {
  const axes: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = Float64Array.from(vector);
    for (const axis of axes) {
      const share = dot(rest, axis);
      for (let d = 0; d < rest.length; d++) rest[d] = (rest[d] as number) - share * (axis[d] as number);
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-4) axes.push(rest.map((value) => value / length));
  }
  return axes;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < right.length; d++) sum += (left[d] as number) * (right[d] as number);
  return sum;
}
