import { minimise, type Minimum, type Objective } from './lbfgs.js';
import { parameterCount, strideOf, type LinearHead } from './linear-head.js';
import { createLogisticLoss } from './logistic-loss.js';
import type { CsrMatrix } from './tfidf.js';

/** How strongly weights are penalised. */
export interface Penalty {
  /** Strength; see `LogisticRegression`. */
  readonly l2: number;
  /** The last columns, penalised `factor` times as much as the others: n-grams and embeddings differ in size. */
  readonly embedding?: { readonly dimensions: number; readonly factor: number };
}

export interface FitOptions {
  readonly penalty: Penalty;
  readonly maxIterations: number;
  /** Correction pairs of L-BFGS. */
  readonly history: number;
  /** Largest gradient entry of the mean objective at which the fit is done. */
  readonly gradientTolerance: number;
  /** Parameters to start from, such as those of a neighbouring penalty; zeros when absent. */
  readonly start?: Float64Array | undefined;
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
export interface LogisticRegression {
  fit(options: FitOptions): Fit;
  /** What `fit` minimises, with its analytic gradient. */
  objective(penalty: Penalty): Objective;
}

/** Takes the rows in; any number of fits follow. @throws RangeError when no row has a target */
export function logisticRegression(matrix: CsrMatrix, targets: Int32Array, classes: number): LogisticRegression {
  const labelled = targets.reduce((count, target) => count + (target < 0 ? 0 : 1), 0);
  if (labelled === 0) throw new RangeError('No row has a label for this head; there is nothing to fit.');
  const stride = strideOf(classes);
  const loss = createLogisticLoss(matrix, targets, classes, stride);
  const objective = (penalty: Penalty): Objective => {
    const strengths = strengthPerColumn(matrix.width, penalty);
    return (x, gradient) => {
      loss.parameters.set(x);
      const data = loss.evaluate();
      gradient.set(loss.gradient);
      const total = data + addPenalty(x, gradient, strengths, stride);
      for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / labelled;
      return total / labelled;
    };
  };
  return {
    objective,
    fit({ penalty, start, ...options }) {
      const from = start ?? new Float64Array(parameterCount(matrix.width, classes));
      const minimum = minimise(objective(penalty), from, options);
      return { head: { classes, parameters: minimum.x }, minimum };
    },
  };
}

function strengthPerColumn(width: number, { l2, embedding }: Penalty): Float64Array {
  const strengths = new Float64Array(width).fill(l2);
  if (embedding) strengths.fill(l2 * embedding.factor, width - embedding.dimensions);
  return strengths;
}

/** Adds each column's penalty to its gradient; returns the penalties' sum. The bias, after the columns, has none. */
function addPenalty(x: Float64Array, gradient: Float64Array, strengths: Float64Array, stride: number): number {
  let sum = 0;
  for (let column = 0; column < strengths.length; column++) {
    const strength = strengths[column] as number;
    const end = (column + 1) * stride;
    for (let i = column * stride; i < end; i++) {
      const parameter = x[i] as number;
      sum += (strength / 2) * parameter * parameter;
      gradient[i] = (gradient[i] as number) + strength * parameter;
    }
  }
  return sum;
}
