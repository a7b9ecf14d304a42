import { minimise, type Minimum, type Objective } from './lbfgs.js';
import { parameterCount, strideOf, type LinearHead } from './linear-head.js';
import type { PlacedRows } from './logistic-loss.js';
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
  /** Largest gradient entry of the mean objective, over scaled columns, at which the fit is done. */
  readonly gradientTolerance: number;
  /** Parameters to start from, such as those of a neighbouring penalty; zeros when absent. */
  readonly start?: Float64Array | undefined;
  /** Fits to so many of the first rows; to all when absent. */
  readonly rows?: number | undefined;
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

/** A head over placed rows; any number of fits follow. @throws RangeError when no row has a target */
export function logisticRegression(placed: PlacedRows, targets: Int32Array, classes: number): LogisticRegression {
  const { matrix, space } = placed;
  const { workspace, kernel } = space;
  const { width } = matrix;
  countLabelled(targets);
  const stride = strideOf(classes);
  const size = parameterCount(width, classes);
  const loss = placed.loss(targets, classes);
  const strengthsAt = workspace.reserve(8 * width);
  const squares = sumSquares(matrix);

  /** Over columns that were multiplied by `scales`; x and gradient lie in the workspace. */
  const objectiveOf = (penalty: Penalty, scales: Float64Array, rows = matrix.rows): Objective => {
    const labelled = countLabelled(targets.subarray(0, rows));
    placed.scale(scales);
    const strengths = strengthPerColumn(width, penalty).map((strength, c) => strength * (scales[c] as number) ** 2);
    workspace.float64(strengthsAt, width).set(strengths);
    return ({ byteOffset: x }, { byteOffset: gradient }) => {
      const data = loss.evaluate(rows, x, gradient);
      return (data + kernel.penalise(gradient, x, strengthsAt, width, stride, 1 / labelled)) / labelled;
    };
  };
  return {
    objective(penalty) {
      const place = workspace.reserve(2 * 8 * size);
      const objective = objectiveOf(penalty, new Float64Array(width).fill(1));
      return (x, gradient) => {
        const inside = workspace.float64(place, size);
        inside.set(x);
        const written = workspace.float64(place + 8 * size, size);
        const value = objective(inside, written);
        gradient.set(written);
        return value;
      };
    },
    fit({ penalty, start = new Float64Array(size), rows, ...options }) {
      const scales = scalePerColumn(squares, matrix.rows, classes, strengthPerColumn(width, penalty));
      const objective = objectiveOf(penalty, scales, rows);
      const minimum = minimise(objective, divideColumns(start, scales, stride), options, space);
      // What multiplies a scaled column by u multiplies the column by u × scale.
      const parameters = divideColumns(
        minimum.x,
        scales.map((scale) => 1 / scale),
        stride,
      );
      return { head: { classes, parameters }, minimum };
    },
  };
}

function countLabelled(targets: Int32Array): number {
  const labelled = targets.reduce((count, target) => count + (target < 0 ? 0 : 1), 0);
  if (labelled === 0) throw new RangeError('No row has a label for this head; there is nothing to fit.');
  return labelled;
}

function strengthPerColumn(width: number, { l2, embedding }: Penalty): Float64Array {
  const strengths = new Float64Array(width).fill(l2);
  if (embedding) strengths.fill(l2 * embedding.factor, width - embedding.dimensions);
  return strengths;
}

function sumSquares({ width, columns, values }: CsrMatrix): Float64Array {
  const squares = new Float64Array(width);
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k] as number;
    squares[column] = (squares[column] as number) + (values[k] as number) ** 2;
  }
  return squares;
}

/**
 * What columns are multiplied by for a fit, so that the loss bends more alike along all of them and L-BFGS needs fewer
 * iterations: the fourth root of how much more it bends along the bias (at even odds). The square root would make it
 * equal there and takes more iterations: odds do not stay even. Powers of two, which change no digit of a number.
 */
function scalePerColumn(squares: Float64Array, rows: number, classes: number, strengths: Float64Array): Float64Array {
  const variance = (1 - 1 / classes) / classes;
  return squares.map((sum, c) => {
    const bending = (sum * variance + (strengths[c] as number)) / (rows * variance);
    return 2 ** Math.round(-Math.log2(bending) / 4);
  });
}

/** Parameters with those of each column divided by its scale; the bias, after the columns, stays. */
function divideColumns(parameters: Float64Array, scales: Float64Array, stride: number): Float64Array {
  const divided = parameters.slice();
  for (let column = 0; column < scales.length; column++) {
    const factor = 1 / (scales[column] as number);
    const end = (column + 1) * stride;
    for (let i = column * stride; i < end; i++) divided[i] = (divided[i] as number) * factor;
  }
  return divided;
}
