import type { CsrMatrix } from './tfidf.js';

/** A linear layer over the columns of a design matrix. */
export interface LinearHead {
  readonly classes: number;
  /** [columns + 1 × stride]: a row per column, the bias row last; entries beyond `classes` are 0. */
  readonly parameters: Float64Array;
}

/** Classes padded to whole blocks of four, for the kernel. Parameters lie column by column, classes side by side. */
export function strideOf(classes: number): number {
  return Math.ceil(classes / 4) * 4;
}

/** How many parameters a head over so many columns has, bias and padding included. */
export function parameterCount(columns: number, classes: number): number {
  return (columns + 1) * strideOf(classes);
}

/** Scores of every row (before softmax), row-major [rows × classes]. */
export function scoreRows(matrix: CsrMatrix, head: LinearHead): Float64Array {
  const scores = new Float64Array(matrix.rows * head.classes);
  for (let row = 0; row < matrix.rows; row++) {
    scoreRow(matrix, row, head, scores.subarray(row * head.classes, (row + 1) * head.classes));
  }
  return scores;
}

function scoreRow(
  { offsets, columns, values }: CsrMatrix,
  row: number,
  { classes, parameters }: LinearHead,
  scores: Float64Array,
): void {
  const stride = strideOf(classes);
  const bias = parameters.length - stride;
  for (let c = 0; c < classes; c++) scores[c] = parameters[bias + c] as number;
  for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) {
    const value = values[k] as number;
    const at = (columns[k] as number) * stride;
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) + value * (parameters[at + c] as number);
  }
}
