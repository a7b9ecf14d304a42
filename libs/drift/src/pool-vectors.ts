/** The embeddings of two windows. */
export interface PooledVectors {
  readonly referenceRows: number;
  readonly currentRows: number;
  /** The reference first. */
  readonly vectors: readonly Float32Array[];
  /** How unsure the model was of each vector's text. */
  readonly uncertainties: readonly number[];
  /**
   * Numbers of all vectors, in an order that vectors and uncertainties alone decide. Who draws by it draws the same ones
   * whichever window they are in, as a permutation test needs.
   */
  readonly byContent: readonly number[];
}

/**
 * @param uncertainties of all vectors, the reference's first; without them all are alike
 * @throws RangeError when a window is empty
 */
export function poolVectors(
  reference: readonly Float32Array[],
  current: readonly Float32Array[],
  uncertainties: readonly number[] = [...reference, ...current].map(() => 1),
): PooledVectors {
  if (reference.length === 0 || current.length === 0) throw new RangeError('A comparison needs two windows.');
  const vectors = [...reference, ...current];
  const byContent = [...vectors.keys()].sort(
    (left, right) =>
      compare(vectors[left] as Float32Array, vectors[right] as Float32Array) ||
      (uncertainties[left] as number) - (uncertainties[right] as number),
  );
  return { referenceRows: reference.length, currentRows: current.length, vectors, uncertainties, byContent };
}

function compare(left: Float32Array, right: Float32Array): number {
  for (let d = 0; d < left.length; d++) {
    if (left[d] !== right[d]) return (left[d] as number) - (right[d] as number);
  }
  return 0;
}
