import type { CsrMatrix } from './tfidf.js';

/**
 * The rows a head sees: weighted n-grams, then the embedding times `scale` in the last `dimensions` columns.
 * `embeddings` has one per row. The embedding's columns are stored like the n-grams', so that training has one loop.
 */
export function designMatrix(
  ngrams: CsrMatrix,
  embeddings: readonly Float32Array[],
  { dimensions, scale }: { readonly dimensions: number; readonly scale: number },
): CsrMatrix {
  const size = ngrams.columns.length + ngrams.rows * dimensions;
  const offsets = new Int32Array(ngrams.rows + 1);
  const columns = new Int32Array(size);
  const values = new Float32Array(size);
  let end = 0;
  embeddings.forEach((embedding, row) => {
    if (embedding.length !== dimensions) {
      throw new RangeError(
        `Embedding ${row + 1} has ${embedding.length} numbers; features.embedding.dimensions says ${dimensions}.`,
      );
    }
    const from = ngrams.offsets[row] as number;
    const to = ngrams.offsets[row + 1] as number;
    columns.set(ngrams.columns.subarray(from, to), end);
    values.set(ngrams.values.subarray(from, to), end);
    end += to - from;
    for (let d = 0; d < dimensions; d++) {
      columns[end] = ngrams.width + d;
      values[end++] = (embedding[d] as number) * scale;
    }
    offsets[row + 1] = end;
  });
  return { rows: ngrams.rows, width: ngrams.width + dimensions, offsets, columns, values, dense: dimensions };
}
