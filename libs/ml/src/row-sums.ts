import { rowSumsModule } from './row-sums.wasm.js';
import { compileKernel, createWorkspace } from './workspace.js';

/** The sum of the first `count` of some rows, [width], by their numbers. The next call overwrites it. */
export type RowSums = (rows: Int32Array, count: number) => Float64Array;

const module = compileKernel(rowSumsModule);

interface Kernel {
  rowSums(matrix: number, width: number, rows: number, count: number, sums: number): void;
}

/** Takes a matrix in, row-major [rows × width]; any number of sums follow, an order faster than in JavaScript. */
export function createRowSums(matrix: Float64Array, width: number): RowSums {
  const workspace = createWorkspace();
  const kernel = workspace.instantiate<Kernel>(module);
  const rowCount = matrix.length / width;
  const padded = Math.ceil(width / 8) * 8;
  const matrixAt = workspace.reserve(8 * rowCount * padded);
  const rowsAt = workspace.reserve(4 * rowCount);
  const sumsAt = workspace.reserve(8 * padded);
  const inside = workspace.float64(matrixAt, rowCount * padded);
  for (let row = 0; row < rowCount; row++) inside.set(matrix.subarray(row * width, (row + 1) * width), row * padded);
  const chosen = workspace.int32(rowsAt, rowCount);
  const sums = workspace.float64(sumsAt, width);
  return (rows, count) => {
    chosen.set(rows.subarray(0, count));
    kernel.rowSums(matrixAt, padded, rowsAt, count, sumsAt);
    return sums;
  };
}
