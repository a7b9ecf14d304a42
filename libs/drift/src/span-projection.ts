import { createInnerProducts, createRandom, shuffled } from '@driftdesk/ml';
import type { PooledVectors } from './pool-vectors.js';

/** Row-major [rows × dimensions]. */
export interface Points {
  readonly dimensions: number;
  readonly values: Float32Array;
}

/**
 * Projects vectors onto the span of some of them, drawn at random by the seed. Texts of one desk fill few directions: of as
 * many dimensions, those of random signs (Achlioptas 2003) left a test on the mean of IT tickets half the power.
 */
export function projectOnSpan({ vectors, byContent }: PooledVectors, dimensions: number, seed: number): Points {
  const drawn = shuffled(byContent, createRandom(seed)).slice(0, dimensions);
  const axes = orthonormalise(drawn.map((row) => vectors[row] as Float32Array));
  const width = vectors[0]?.length ?? 0;
  const centres = new Float32Array(axes.length * width);
  axes.forEach((axis, at) => centres.set(axis, at * width));
  const values = createInnerProducts({ dimensions: width, count: axes.length, centres })(vectors);
  return { dimensions: axes.length, values };
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
