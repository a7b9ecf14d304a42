import type { SparseFeatures } from '@driftdesk/ml';

/** Rows of one width, row-major [rows × width]; a count of 0 is padding. */
export interface PaddedFeatures {
  readonly indices: BigInt64Array;
  readonly counts: Float32Array;
  readonly width: number;
}

/** Pads rows to the widest; at least one wide, because the graph takes no empty axis. */
export function padFeatures(rows: readonly SparseFeatures[]): PaddedFeatures {
  const width = rows.reduce((widest, { indices }) => Math.max(widest, indices.length), 1);
  const indices = new BigInt64Array(rows.length * width);
  // Buckets fit 32 bits: writing the low words spares a BigInt per number.
  const lowWords = new Int32Array(indices.buffer);
  const counts = new Float32Array(rows.length * width);
  rows.forEach((row, r) => {
    for (let k = 0; k < row.indices.length; k++) lowWords[2 * (r * width + k)] = row.indices[k] as number;
    counts.set(row.counts, r * width);
  });
  return { indices, counts, width };
}
