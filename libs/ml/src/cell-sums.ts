import { cellSumsModule } from './cell-sums.wasm.js';
import { compileKernel, createWorkspace } from './workspace.js';

/** Rows that are in one cell of each of several partitions. */
export interface Cells {
  /** A multiple of four. */
  readonly partitions: number;
  /** [rows × partitions], row-major; cells are numbered through all partitions. */
  readonly cellsOf: Uint16Array;
  /** [rows]; whole numbers, so that the order in which rows are added does not matter. */
  readonly rowWeights: Int32Array;
  /** [cells]; expected weight of the chosen rows. */
  readonly expected: Float64Array;
  /** [cells] */
  readonly cellWeights: Float64Array;
}

/** Σ (weight of the rows in a cell − the expected one)² × the cell's weight, of the first `count` of some row numbers. */
export type CellSums = (rows: Int32Array, count: number) => number;

const module = compileKernel(cellSumsModule);

interface Kernel {
  cellSums(
    cells: number,
    partitions: number,
    rows: number,
    chosen: number,
    rowWeights: number,
    sums: number,
    expected: number,
    cellWeights: number,
    cellCount: number,
  ): number;
}

/** Takes the cells in; any number of sums follow, several times faster than in JavaScript. */
export function createCellSums({ partitions, cellsOf, rowWeights, expected, cellWeights }: Cells): CellSums {
  const workspace = createWorkspace();
  const kernel = workspace.instantiate<Kernel>(module);
  const rowCount = rowWeights.length;
  const cellCount = cellWeights.length;
  const cellsAt = workspace.reserve(2 * cellsOf.length);
  const rowsAt = workspace.reserve(4 * rowCount);
  const rowWeightsAt = workspace.reserve(4 * rowCount);
  const sumsAt = workspace.reserve(4 * cellCount);
  const expectedAt = workspace.reserve(8 * cellCount);
  const cellWeightsAt = workspace.reserve(8 * cellCount);
  workspace.uint16(cellsAt, cellsOf.length).set(cellsOf);
  workspace.int32(rowWeightsAt, rowCount).set(rowWeights);
  workspace.float64(expectedAt, cellCount).set(expected);
  workspace.float64(cellWeightsAt, cellCount).set(cellWeights);
  const chosen = workspace.int32(rowsAt, rowCount);
  return (rows, count) => {
    chosen.set(rows.subarray(0, count));
    return kernel.cellSums(
      cellsAt,
      partitions,
      rowsAt,
      count,
      rowWeightsAt,
      sumsAt,
      expectedAt,
      cellWeightsAt,
      cellCount,
    );
  };
}
