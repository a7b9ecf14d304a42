import { minimise, type Minimum, type Objective } from './lbfgs.js';
import { addOuterProduct, parameterCount, scoreRow, strideOf, type LinearHead } from './linear-head.js';
import type { CsrMatrix } from './tfidf.js';

export interface FitOptions {
  /** Penalty strength; see `logisticObjective`. */
  readonly l2: number;
  readonly maxIterations: number;
  /** Correction pairs of L-BFGS. */
  readonly history: number;
  /** Largest gradient entry of the mean objective at which the fit is done. */
  readonly gradientTolerance: number;
  /** Parameters to start from, such as those of a neighbouring penalty; zeros when absent. */
  readonly start?: Float64Array;
}

/** A head and how its fit went. */
export interface Fit {
  readonly head: LinearHead;
  readonly minimum: Minimum;
}

/**
 * Multinomial logistic regression over rows whose target is a class number; rows with target -1 are left out.
 * Minimises (Σ −ln p(target) + l2/2 · ‖W‖²) / rows. The penalty does not grow with the rows, so more data weighs
 * more against it: scikit-learn's C = 1 / l2. The bias is not penalised.
 */
export function fitLogisticRegression(
  matrix: CsrMatrix,
  targets: Int32Array,
  classes: number,
  options: FitOptions,
): Fit {
  const start = options.start ?? new Float64Array(parameterCount(matrix.width, classes));
  const minimum = minimise(logisticObjective(matrix, targets, classes, options.l2), start, options);
  return { head: { classes, parameters: minimum.x }, minimum };
}

/** The objective that `fitLogisticRegression` minimises, with its analytic gradient. */
export function logisticObjective(matrix: CsrMatrix, targets: Int32Array, classes: number, l2: number): Objective {
  const row = new Float64Array(strideOf(classes));
  const labelled = targets.reduce((count, target) => count + (target < 0 ? 0 : 1), 0);
  if (labelled === 0) throw new RangeError('No row has a label for this head; there is nothing to fit.');
  return (parameters, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let r = 0; r < targets.length; r++) {
      const target = targets[r] as number;
      if (target < 0) continue;
      scoreRow(matrix, r, parameters, row);
      loss += toResidual(row, classes, target);
      addOuterProduct(matrix, r, row, gradient);
    }
    loss += addPenalty(parameters, gradient, parameters.length - row.length, l2);
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / labelled;
    return loss / labelled;
  };
}

/** Turns scores into softmax − one-hot, in place; returns −ln p(target). */
function toResidual(row: Float64Array, classes: number, target: number): number {
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) largest = Math.max(largest, row[c] as number);
  const targetScore = (row[target] as number) - largest;
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    row[c] = Math.exp((row[c] as number) - largest);
    sum += row[c] as number;
  }
  for (let c = 0; c < row.length; c++) row[c] = c < classes ? (row[c] as number) / sum : 0;
  row[target] = (row[target] as number) - 1;
  return Math.log(sum) - targetScore;
}

/** Adds the penalty to the gradient of the first `penalised` parameters; returns its value. */
function addPenalty(parameters: Float64Array, gradient: Float64Array, penalised: number, l2: number): number {
  let squares = 0;
  for (let i = 0; i < penalised; i++) {
    const parameter = parameters[i] as number;
    squares += parameter * parameter;
    gradient[i] = (gradient[i] as number) + l2 * parameter;
  }
  return (l2 / 2) * squares;
}
