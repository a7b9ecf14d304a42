import type { SparseFeatures } from './features.js';

/** Buckets that training learns about. Columns of the training matrix are positions in it. */
export interface Vocabulary {
  /** Buckets of at least `fewestRows` training rows, those of most rows first: their weights are read most. */
  readonly buckets: Int32Array;
  /** Inverse document frequency per column: ln((1 + rows) / (1 + rows with it)) + 1, as scikit-learn smooths it. */
  readonly idf: Float32Array;
  /** Bucket → 1 + column; 0 for other buckets. */
  readonly rowOfBucket: Int32Array;
}

/** What weighing rows needs of a vocabulary. */
export type Weighting = Pick<Vocabulary, 'idf' | 'rowOfBucket'>;

/** Compressed sparse rows: row r holds `columns[k]`, `values[k]` for offsets[r] ≤ k < offsets[r + 1]. */
export interface CsrMatrix {
  readonly rows: number;
  readonly width: number;
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
  /** Every row ends with all of the last so many columns; 0 when absent. */
  readonly dense?: number | undefined;
}

/**
 * An n-gram of a single row says nothing about others, and two fifths of all n-grams are such (6,000 IT tickets):
 * leaving them out makes fits and files that much smaller at the same accuracy.
 */
const fewestRows = 2;

/** Learns columns and idf from training rows; `buckets` is the size of the hash space. */
export function fitVocabulary(rows: readonly SparseFeatures[], buckets: number): Vocabulary {
  const rowsWith = new Int32Array(buckets);
  for (const { indices } of rows) {
    for (let k = 0; k < indices.length; k++)
      rowsWith[indices[k] as number] = (rowsWith[indices[k] as number] as number) + 1;
  }
  const seen: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) if ((rowsWith[bucket] as number) >= fewestRows) seen.push(bucket);
  seen.sort((left, right) => (rowsWith[right] as number) - (rowsWith[left] as number) || left - right);
  const rowOfBucket = new Int32Array(buckets);
  seen.forEach((bucket, column) => (rowOfBucket[bucket] = column + 1));
  const idf = Float32Array.from(seen, (bucket) => Math.log((1 + rows.length) / (1 + (rowsWith[bucket] as number))) + 1);
  return { buckets: Int32Array.from(seen), idf, rowOfBucket };
}

/** Rows as (1 + ln tf) × idf, each of length 1 (Euclidean); other buckets are left out before the length is taken. */
export function weighRows(rows: readonly SparseFeatures[], vocabulary: Weighting): CsrMatrix {
  const size = rows.reduce((sum, row) => sum + row.indices.length, 0);
  const offsets = new Int32Array(rows.length + 1);
  const columns = new Int32Array(size);
  const values = new Float32Array(size);
  let end = 0;
  rows.forEach((row, r) => {
    end = weighRow(row, vocabulary, columns, values, end);
    offsets[r + 1] = end;
  });
  return {
    rows: rows.length,
    width: vocabulary.idf.length,
    offsets,
    columns: columns.subarray(0, end),
    values: values.subarray(0, end),
  };
}

function weighRow(
  { indices, counts }: SparseFeatures,
  { idf, rowOfBucket }: Weighting,
  columns: Int32Array,
  values: Float32Array,
  start: number,
): number {
  let end = start;
  let squares = 0;
  for (let k = 0; k < indices.length; k++) {
    const column = (rowOfBucket[indices[k] as number] as number) - 1;
    if (column < 0) continue;
    const value = (1 + Math.log(counts[k] as number)) * (idf[column] as number);
    columns[end] = column;
    values[end++] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  for (let k = start; k < end; k++) values[k] = (values[k] as number) / length;
  return end;
}
