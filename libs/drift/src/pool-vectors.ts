/** The embeddings of two windows. */
export interface PooledVectors {
  readonly referenceRows: number;
  readonly currentRows: number;
  /** The reference first. */
  readonly vectors: readonly Float32Array[];
  /**
   * Numbers of all vectors, in an order that the vectors alone decide. Who draws by it draws the same vectors whichever
   * window they are in, as a permutation test needs.
   */
  readonly byContent: readonly number[];
}

/** @throws RangeError when a window is empty */
export function poolVectors(reference: readonly Float32Array[], current: readonly Float32Array[]): PooledVectors {
  if (reference.length === 0 || current.length === 0) throw new RangeError('A comparison needs two windows.');
  const vectors = [...reference, ...current];
  const byContent = [...vectors.keys()].sort((left, right) =>
    compare(vectors[left] as Float32Array, vectors[right] as Float32Array),
  );
  return { referenceRows: reference.length, currentRows: current.length, vectors, byContent };
}

function compare(left: Float32Array, right: Float32Array): number {
  for (let d = 0; d < left.length; d++) {
    if (left[d] !== right[d]) return (left[d] as number) - (right[d] as number);
  }
  return 0;
}
