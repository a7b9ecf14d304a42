import { scatterEight, scatterFour, scoreEight, scoreFour } from './linear-kernels.js';
import type { CsrMatrix } from './tfidf.js';

/** A linear layer over the columns of a design matrix. */
export interface LinearHead {
  readonly classes: number;
  /** [columns + 1 × stride]: a row per column, the bias row last; entries beyond `classes` are 0. */
  readonly parameters: Float64Array;
}

/** Classes padded to whole blocks of four, for the kernels. Parameters lie column by column, classes side by side. */
export function strideOf(classes: number): number {
  return Math.ceil(classes / 4) * 4;
}

/** How many parameters a head over so many columns has, bias and padding included. */
export function parameterCount(columns: number, classes: number): number {
  return (columns + 1) * strideOf(classes);
}

/** Writes the scores of one row (before softmax, [stride]) into `scores`. */
export function scoreRow(matrix: CsrMatrix, row: number, parameters: Float64Array, scores: Float64Array): void {
  const { offsets, columns, values } = matrix;
  const from = offsets[row] as number;
  const to = offsets[row + 1] as number;
  const stride = scores.length;
  const bias = parameters.length - stride;
  for (let c = 0; c < stride; c++) scores[c] = parameters[bias + c] as number;
  let block = 0;
  for (; block + 8 <= stride; block += 8) scoreEight(columns, values, from, to, parameters, stride, block, scores);
  if (block < stride) scoreFour(columns, values, from, to, parameters, stride, block, scores);
}

/** gradient += (columns of one row) ⊗ residual; `residual` is [stride]. */
export function addOuterProduct(matrix: CsrMatrix, row: number, residual: Float64Array, gradient: Float64Array): void {
  const { offsets, columns, values } = matrix;
  const from = offsets[row] as number;
  const to = offsets[row + 1] as number;
  const stride = residual.length;
  const bias = gradient.length - stride;
  for (let c = 0; c < stride; c++) gradient[bias + c] = (gradient[bias + c] as number) + (residual[c] as number);
  let block = 0;
  for (; block + 8 <= stride; block += 8) scatterEight(columns, values, from, to, gradient, stride, block, residual);
  if (block < stride) scatterFour(columns, values, from, to, gradient, stride, block, residual);
}

/** Scores of every row, row-major [rows × classes]. */
export function scoreRows(matrix: CsrMatrix, { classes, parameters }: LinearHead): Float64Array {
  const scores = new Float64Array(strideOf(classes));
  const all = new Float64Array(matrix.rows * classes);
  for (let row = 0; row < matrix.rows; row++) {
    scoreRow(matrix, row, parameters, scores);
    all.set(scores.subarray(0, classes), row * classes);
  }
  return all;
}
