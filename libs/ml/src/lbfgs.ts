import { strongWolfeStep } from './line-search.js';
import { addScaled, difference, dot, maxNorm, scaleBy } from './vectors.js';

/** A smooth function: returns its value at `x` and writes its gradient there into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** Correction pairs kept. */
  readonly history: number;
  readonly maxIterations: number;
  /** Converged when no entry of the gradient is larger. */
  readonly gradientTolerance: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly evaluations: number;
  /** Whether the gradient got small enough; otherwise the iterations ran out or no step lowered the value. */
  readonly converged: boolean;
}

/** One correction pair: how far x moved, how much the gradient changed, and 1 / (their inner product). */
interface Correction {
  readonly moved: Float64Array;
  readonly changed: Float64Array;
  readonly scale: number;
}

/** Limited-memory BFGS (Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 7.5). Leaves `start` as it is. */
export function minimise(objective: Objective, start: Float64Array, options: MinimiseOptions): Minimum {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let trial = new Float64Array(x.length);
  let trialGradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  let evaluations = 1;
  let iterations = 0;
  const corrections: Correction[] = [];
  while (iterations < options.maxIterations && maxNorm(gradient) > options.gradientTolerance) {
    const direction = descent(gradient, corrections);
    const slope = dot(gradient, direction);
    const first = corrections.length === 0 ? 1 / Math.sqrt(-slope) : 1;
    const step = strongWolfeStep(
      (distance) => {
        trial.set(x);
        addScaled(trial, distance, direction);
        evaluations++;
        const there = objective(trial, trialGradient);
        return { value: there, slope: dot(trialGradient, direction) };
      },
      { value, slope },
      first,
    );
    if (!step) break;
    remember(corrections, options.history, x, trial, gradient, trialGradient);
    [x, trial] = [trial, x];
    [gradient, trialGradient] = [trialGradient, gradient];
    value = step.value;
    iterations++;
  }
  return { x, value, iterations, evaluations, converged: maxNorm(gradient) <= options.gradientTolerance };
}

/** Minus the approximate inverse Hessian times the gradient: the two-loop recursion (ibid., algorithm 7.4). */
function descent(gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const direction = gradient.slice();
  scaleBy(direction, -1);
  const weights: number[] = [];
  for (const { moved, changed, scale } of corrections.toReversed()) {
    const weight = scale * dot(moved, direction);
    addScaled(direction, -weight, changed);
    weights.unshift(weight);
  }
  const newest = corrections.at(-1);
  if (newest) scaleBy(direction, 1 / (newest.scale * dot(newest.changed, newest.changed)));
  corrections.forEach(({ moved, changed, scale }, at) => {
    addScaled(direction, (weights[at] as number) - scale * dot(changed, direction), moved);
  });
  return direction;
}

/** Keeps the newest pairs. A pair without positive curvature would break descent and is dropped. */
function remember(
  corrections: Correction[],
  history: number,
  from: Float64Array,
  to: Float64Array,
  gradientFrom: Float64Array,
  gradientTo: Float64Array,
): void {
  const moved = difference(to, from);
  const changed = difference(gradientTo, gradientFrom);
  const curvature = dot(moved, changed);
  if (curvature <= Number.EPSILON * dot(changed, changed)) return;
  corrections.push({ moved, changed, scale: 1 / curvature });
  if (corrections.length > history) corrections.shift();
}
