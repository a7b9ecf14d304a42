import { logisticLossModule } from './logistic-loss.wasm.js';
import { strideOf } from './linear-head.js';
import type { CsrMatrix } from './tfidf.js';
import { createVectorSpace, type VectorSpace } from './vector-space.js';
import { compileKernel, createWorkspace } from './workspace.js';

const module = compileKernel(logisticLossModule);

interface Kernel {
  logisticLoss(
    rows: number,
    offsets: number,
    columns: number,
    values: number,
    width: number,
    dense: number,
    targets: number,
    classes: number,
    stride: number,
    parameters: number,
    gradient: number,
    scores: number,
  ): number;
}

/** Rows in a workspace, where the kernel reads them. */
export interface PlacedRows {
  readonly matrix: CsrMatrix;
  readonly space: VectorSpace;
  /** Multiplies each column [width] of the rows as they were given. */
  scale(factors: Float64Array): void;
  /** The loss of these rows for targets: class numbers; -1: left out. */
  loss(targets: Int32Array, classes: number): LogisticLoss;
}

/** The multinomial logistic loss of some rows. */
export interface LogisticLoss {
  /**
   * Σ −ln p(target) of the first `rows` rows at the parameters at one address, and its gradient to another: f64,
   * (columns + bias) × stride.
   */
  evaluate(rows: number, parameters: number, gradient: number): number;
}

/**
 * Copies rows into a workspace of their own, for the fits of any number of heads. The kernel’s loops in JavaScript take
 * three to seven times as long.
 */
export function placeRows(matrix: CsrMatrix): PlacedRows {
  const { rows, width, offsets, columns, values, dense = 0 } = matrix;
  const workspace = createWorkspace();
  const space = createVectorSpace(workspace);
  const kernel = workspace.instantiate<Kernel>(module);
  const at = {
    offsets: workspace.reserve(offsets.byteLength),
    columns: workspace.reserve(columns.byteLength),
    values: workspace.reserve(values.byteLength),
  };
  workspace.int32(at.offsets, offsets.length).set(offsets);
  workspace.int32(at.columns, columns.length).set(columns);
  return {
    matrix,
    space,
    scale(factors) {
      const scaled = workspace.float32(at.values, values.length);
      for (let k = 0; k < values.length; k++)
        scaled[k] = (values[k] as number) * (factors[columns[k] as number] as number);
    },
    loss(targets, classes) {
      const stride = strideOf(classes);
      const targetsAt = workspace.reserve(4 * rows);
      const scoresAt = workspace.reserve(2 * 8 * stride);
      workspace.int32(targetsAt, rows).set(targets);
      return {
        evaluate: (used, parameters, gradient) =>
          kernel.logisticLoss(
            ...([used, at.offsets, at.columns, at.values, width, dense, targetsAt] as const),
            ...([classes, stride, parameters, gradient, scoresAt] as const),
          ),
      };
    },
  };
}
