import { createRandom } from '@driftdesk/ml';

/** Row-major [rows × dimensions]. */
export interface Points {
  readonly rows: number;
  readonly dimensions: number;
  readonly values: Float64Array;
}

/**
 * Projects vectors on as many random directions, the same for the same seed: distances keep their size, give or take
 * √(2 / dimensions) of it. Each entry of a direction is −1, 0, 0, 0, 0 or 1 times a constant (Achlioptas 2003, eq. 2), so
 * that two thirds of the products need not be made. Vectors that are no longer than `dimensions` stay as they are.
 */
export function projectRandomly(vectors: readonly Float32Array[], dimensions: number, seed: number): Points {
  const length = vectors[0]?.length ?? 0;
  if (length <= dimensions) return copyPoints(vectors, length);
  const { plus, minus } = drawDirections(length, dimensions, seed);
  const scale = Math.sqrt(3 / dimensions);
  const values = new Float64Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => {
    for (let d = 0; d < dimensions; d++) {
      const sum = sumAt(vector, plus[d] as Int32Array) - sumAt(vector, minus[d] as Int32Array);
      values[row * dimensions + d] = scale * sum;
    }
  });
  return { rows: vectors.length, dimensions, values };
}

function copyPoints(vectors: readonly Float32Array[], dimensions: number): Points {
  const values = new Float64Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => values.set(vector, row * dimensions));
  return { rows: vectors.length, dimensions, values };
}

/** Per direction, the places of its positive and of its negative entries. */
function drawDirections(length: number, dimensions: number, seed: number) {
  const random = createRandom(seed);
  const plus: Int32Array[] = [];
  const minus: Int32Array[] = [];
  for (let d = 0; d < dimensions; d++) {
    const draws = Array.from({ length }, (_, at) => ({ at, side: Math.floor(random() * 6) }));
    plus.push(
      Int32Array.from(
        draws.filter(({ side }) => side === 0),
        ({ at }) => at,
      ),
    );
    minus.push(
      Int32Array.from(
        draws.filter(({ side }) => side === 1),
        ({ at }) => at,
      ),
    );
  }
  return { plus, minus };
}

function sumAt(vector: Float32Array, places: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < places.length; k++) sum += vector[places[k] as number] as number;
  return sum;
}
