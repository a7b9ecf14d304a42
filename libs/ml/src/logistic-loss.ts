import { logisticLossModule } from './logistic-loss.wasm.js';
import type { CsrMatrix } from './tfidf.js';
import { compileKernel, type Workspace } from './workspace.js';

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

/** The multinomial logistic loss of some rows, which lie in a workspace. */
export interface LogisticLoss {
  /** Multiplies each column [width] of the rows as they were given. */
  scale(factors: Float64Array): void;
  /**
   * Σ −ln p(target) of the first `rows` rows at the parameters at one address, and its gradient to another: f64,
   * (columns + bias) × stride.
   */
  evaluate(rows: number, parameters: number, gradient: number): number;
}

/**
 * Puts a matrix and its targets (class numbers; -1: left out) where the kernel reads them. The same loops in JavaScript
 * take three to seven times as long.
 */
export function createLogisticLoss(
  workspace: Workspace,
  { rows, width, offsets, columns, values, dense = 0 }: CsrMatrix,
  targets: Int32Array,
  classes: number,
  stride: number,
): LogisticLoss {
  const kernel = workspace.instantiate<Kernel>(module);
  const at = {
    offsets: workspace.reserve(offsets.byteLength),
    columns: workspace.reserve(columns.byteLength),
    values: workspace.reserve(values.byteLength),
    targets: workspace.reserve(targets.byteLength),
    scores: workspace.reserve(2 * 8 * stride),
  };
  workspace.int32(at.offsets, offsets.length).set(offsets);
  workspace.int32(at.columns, columns.length).set(columns);
  workspace.float32(at.values, values.length).set(values);
  workspace.int32(at.targets, rows).set(targets);
  return {
    scale(factors) {
      const scaled = workspace.float32(at.values, values.length);
      for (let k = 0; k < values.length; k++)
        scaled[k] = (values[k] as number) * (factors[columns[k] as number] as number);
    },
    evaluate: (used, parameters, gradient) =>
      kernel.logisticLoss(
        ...([used, at.offsets, at.columns, at.values, width, dense, at.targets, classes, stride] as const),
        ...([parameters, gradient, at.scores] as const),
      ),
  };
}
