import type { DisjointSets } from './disjoint-sets.js';
import { nearDuplicatesModule } from './near-duplicates.wasm.js';
import { principalDirections } from './principal-directions.js';
import { compileKernel, createWorkspace } from './workspace.js';

/** Directions that most pairs are told apart by; more cost more than they spare. */
const directions = 8;

/** Wider than what single precision loses over a few hundred dimensions. */
const slack = 1e-5;

/** How many points the kernel looks at together. */
const lanes = 4;

const module = compileKernel(nearDuplicatesModule);

interface Kernel {
  nextNear(
    positions: number,
    stride: number,
    directions: number,
    largest: number,
    vectors: number,
    dimensions: number,
    cosine: number,
    count: number,
    at: number,
    other: number,
  ): number;
}

/**
 * Joins the sets of unit vectors [dimensions] whose cosine is at least `cosine`. Exact but for single precision: two
 * vectors within a distance are within it along orthonormal directions, so pairs that a few directions show to be
 * further apart need no cosine. The directions are those along which the vectors differ most; along the first one they
 * are sorted.
 */
export function joinNearDuplicates(vectors: readonly Float32Array[], cosine: number, sets: DisjointSets): void {
  if (vectors.length === 0) return;
  const axes = principalDirections(vectors, directions);
  const first = Float32Array.from(vectors, (vector) => inner(vector, axes[0] as Float64Array));
  const order = Int32Array.from(first.keys()).sort((left, right) => (first[left] as number) - (first[right] as number));
  const sorted = Array.from(order, (row) => vectors[row] as Float32Array);
  const next = createSearch(sorted, axes, cosine);
  for (let at = 0; at < order.length; at++) {
    for (let other = next(at, at); other < order.length; other = next(at, other)) {
      sets.join(order[at] as number, order[other] as number);
    }
  }
}

/** Gives, place after place of the sorted vectors, the next after `other` that is near `at`, or their number. */
function createSearch(
  sorted: readonly Float32Array[],
  axes: readonly Float64Array[],
  cosine: number,
): (at: number, other: number) => number {
  const workspace = createWorkspace();
  const { nextNear } = workspace.instantiate<Kernel>(module);
  const count = sorted.length;
  const stride = count + lanes;
  const dimensions = Math.ceil((sorted[0]?.length ?? 0) / lanes) * lanes;
  const positions = workspace.reserve(4 * axes.length * stride);
  const vectors = workspace.reserve(4 * count * dimensions);
  const along = workspace.float32(positions, axes.length * stride).fill(0);
  const numbers = workspace.float32(vectors, count * dimensions).fill(0);
  sorted.forEach((vector, at) => {
    numbers.set(vector, at * dimensions);
    axes.forEach((axis, d) => (along[d * stride + at] = inner(vector, axis)));
  });
  const largest = 2 - 2 * cosine + slack;
  return (at, other) =>
    nextNear(positions, stride, axes.length, largest, vectors, dimensions, cosine, count, at, other);
}

function inner(left: Float32Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
  return sum;
}
