import { createRandom } from './random.js';

/** Rows that the directions are found on: more give hardly better ones. */
const mostRows = 1_000;
const iterations = 8;

/**
 * About the directions along which vectors differ most, orthonormal, [count] of [dimensions]: power iteration on the
 * covariance of evenly spaced rows, one direction after the other (Golub & Van Loan, section 8.2). They are not exact;
 * whoever uses them must be right with any orthonormal directions.
 */
export function principalDirections(vectors: readonly Float32Array[], count: number): Float64Array[] {
  const centred = centre(sample(vectors));
  const dimensions = vectors[0]?.length ?? 0;
  const random = createRandom(1);
  const found: Float64Array[] = [];
  while (found.length < count) {
    let direction = normalised(
      Float64Array.from({ length: dimensions }, () => random() - 0.5),
      found,
    );
    for (let i = 0; i < iterations; i++) direction = normalised(timesCovariance(direction, centred), found);
    found.push(direction);
  }
  return found;
}

function sample(vectors: readonly Float32Array[]): Float32Array[] {
  const step = Math.max(1, vectors.length / mostRows);
  return Array.from(
    { length: Math.min(mostRows, vectors.length) },
    (_, at) => vectors[Math.floor(at * step)] as Float32Array,
  );
}

function centre(rows: readonly Float32Array[]): Float64Array[] {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) addTo(mean, row, 1 / rows.length);
  return rows.map((row) => {
    const centred = Float64Array.from(row);
    addTo(centred, mean, -1);
    return centred;
  });
}

function timesCovariance(direction: Float64Array, rows: readonly Float64Array[]): Float64Array {
  const product = new Float64Array(direction.length);
  for (const row of rows) addTo(product, row, inner(row, direction));
  return product;
}

/** Of length 1, and orthogonal to the directions found. */
function normalised(vector: Float64Array, found: readonly Float64Array[]): Float64Array {
  // Twice: once leaves rounding errors where little is left of the vector.
  for (const direction of [...found, ...found]) addTo(vector, direction, -inner(vector, direction));
  const length = Math.sqrt(inner(vector, vector));
  // Vectors that are all alike differ along no direction; zeros tell nothing apart, which is right.
  return vector.map((entry) => (length < 1e-12 ? 0 : entry / length));
}

function addTo(target: Float64Array, vector: Float32Array | Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + factor * (vector[i] as number);
}

function inner(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
  return sum;
}
