import type { CsrMatrix } from './tfidf.js';

/**
 * The rows a head sees: weighted n-grams, then the embedding times `scale` in the last `dimensions` columns.
 * `embeddings` has one per row. The embedding's columns are stored like the n-grams', so that training has one loop; a
 * row's columns ascend, because memory read in order is read twice as fast.
 */
export function designMatrix(
  ngrams: CsrMatrix,
  embeddings: readonly Float32Array[],
  { dimensions, scale }: { readonly dimensions: number; readonly scale: number },
): CsrMatrix {
  const size = ngrams.columns.length + ngrams.rows * dimensions;
  const offsets = ngrams.offsets.map((offset, row) => offset + row * dimensions);
  const columns = new Int32Array(size);
  const values = new Float32Array(size);
  fillSorted(ngrams, offsets, columns, values);
  embeddings.forEach((embedding, row) => {
    if (embedding.length !== dimensions) {
      throw new RangeError(
        `Embedding ${row + 1} has ${embedding.length} numbers; features.embedding.dimensions says ${dimensions}.`,
      );
    }
    const from = (offsets[row + 1] as number) - dimensions;
    for (let d = 0; d < dimensions; d++) {
      columns[from + d] = ngrams.width + d;
      values[from + d] = (embedding[d] as number) * scale;
    }
  });
  return { rows: ngrams.rows, width: ngrams.width + dimensions, offsets, columns, values, dense: dimensions };
}

/** Copies rows to where `offsets` says, column after column, so that each row's entries come in order of their columns. */
function fillSorted(
  { rows, width, offsets: from, columns: given, values: weights }: CsrMatrix,
  offsets: Int32Array,
  columns: Int32Array,
  values: Float32Array,
): void {
  const starts = new Int32Array(width + 1);
  for (let k = 0; k < given.length; k++) {
    const after = (given[k] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let column = 0; column < width; column++)
    starts[column + 1] = (starts[column + 1] as number) + (starts[column] as number);
  const rowOf = new Int32Array(given.length);
  const entryOf = new Int32Array(given.length);
  for (let row = 0; row < rows; row++) {
    for (let k = from[row] as number; k < (from[row + 1] as number); k++) {
      const column = given[k] as number;
      const place = starts[column] as number;
      starts[column] = place + 1;
      rowOf[place] = row;
      entryOf[place] = k;
    }
  }
  const ends = offsets.slice(0, rows);
  for (let place = 0; place < given.length; place++) {
    const row = rowOf[place] as number;
    const k = entryOf[place] as number;
    const end = ends[row] as number;
    ends[row] = end + 1;
    columns[end] = given[k] as number;
    values[end] = weights[k] as number;
  }
}
