import type { CsrMatrix } from './tfidf.js';

/** The same rows with each row's entries in order of their columns: memory read in order is read twice as fast. */
export function sortColumns(matrix: CsrMatrix): CsrMatrix {
  const { rows, width, offsets } = matrix;
  const columns = matrix.columns.slice();
  const values = new Float32Array(columns.length);
  const valueOf = new Float32Array(width);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [offsets[row] as number, offsets[row + 1] as number];
    for (let k = from; k < to; k++) valueOf[columns[k] as number] = matrix.values[k] as number;
    columns.subarray(from, to).sort();
    for (let k = from; k < to; k++) values[k] = valueOf[columns[k] as number] as number;
  }
  return { ...matrix, columns, values };
}
