import { strongWolfeStep } from './line-search.js';
import { createVectorSpace, type VectorKernel, type VectorSpace } from './vector-space.js';
import { createWorkspace } from './workspace.js';

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

/**
 * Limited-memory BFGS (Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 7.5). Leaves `start` as it is. The
 * vectors lie in a workspace: whoever computes the objective in the same one finds x and gradient at their byteOffset.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { history, maxIterations, gradientTolerance }: MinimiseOptions,
  space: VectorSpace = createVectorSpace(createWorkspace()),
): Minimum {
  const { kernel, workspace } = space;
  const vectors = reserveVectors(space, start.length, history);
  const { direction, size } = vectors;
  let { here, there } = vectors;
  here.x.set(start);
  let value = objective(here.x, here.gradient);
  let evaluations = 1;
  let iterations = 0;
  const corrections = new Corrections(vectors, kernel);
  const steepest = ({ gradient }: Point) => kernel.maxNorm(gradient.byteOffset, size);
  while (iterations < maxIterations && steepest(here) > gradientTolerance) {
    const slope = corrections.descend(here);
    const first = corrections.empty ? 1 / Math.sqrt(-slope) : 1;
    const step = strongWolfeStep(
      (distance) => {
        kernel.moveAlong(there.x.byteOffset, here.x.byteOffset, distance, direction, size);
        evaluations++;
        const reached = objective(there.x, there.gradient);
        return { value: reached, slope: kernel.dot(there.gradient.byteOffset, direction, size) };
      },
      { value, slope },
      first,
    );
    if (!step) break;
    corrections.remember(here, there, step.step, step.step * (step.slope - slope));
    [here, there] = [there, here];
    value = step.value;
    iterations++;
  }
  const converged = steepest(here) <= gradientTolerance;
  const x = here.x.slice();
  workspace.release(vectors.from);
  return { x, value, iterations, evaluations, converged };
}

/** A point and the gradient there. */
interface Point {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
}

interface Vectors {
  /** Numbers of a vector with its padding, zeros. */
  readonly size: number;
  readonly from: number;
  readonly here: Point;
  readonly there: Point;
  /** Addresses. */
  readonly direction: number;
  readonly pairs: readonly { readonly moved: number; readonly changed: number }[];
}

function reserveVectors({ workspace }: VectorSpace, length: number, history: number): Vectors {
  const size = Math.ceil(length / 16) * 16;
  const from = workspace.reserve(8 * size * 5 + 4 * size * 2 * history);
  const long = (nth: number) => from + 8 * size * nth;
  // Points and gradients are written without their padding, and everything else comes from them.
  for (const nth of [0, 1, 2, 3]) workspace.float64(long(nth) + 8 * length, size - length).fill(0);
  const short = (nth: number) => long(5) + 4 * size * nth;
  const point = (nth: number): Point => ({
    x: workspace.float64(long(nth), length),
    gradient: workspace.float64(long(nth + 1), length),
  });
  const pairs = Array.from({ length: history }, (_, nth) => ({ moved: short(2 * nth), changed: short(2 * nth + 1) }));
  return { size, from, here: point(0), there: point(2), direction: long(4), pairs };
}

/** One correction pair: how far x moved, how much the gradient changed (addresses), and their inner products. */
interface Correction {
  readonly moved: number;
  readonly changed: number;
  /** 1 / (moved · changed). */
  readonly scale: number;
  /** moved · changed / changed · changed: what the inverse Hessian is taken for before any correction. */
  readonly initial: number;
}

/** The newest correction pairs, oldest first. Single precision: they only shape the direction. */
class Corrections {
  private readonly kept: Correction[] = [];
  private readonly free: Vectors['pairs'][number][];

  constructor(
    private readonly vectors: Vectors,
    private readonly kernel: VectorKernel,
  ) {
    this.free = [...vectors.pairs];
  }

  get empty(): boolean {
    return this.kept.length === 0;
  }

  /**
   * Writes minus the approximate inverse Hessian times the gradient into the direction: the two-loop recursion (ibid.,
   * algorithm 7.4), each step in one pass with the inner product that the next one needs. @returns the slope along it
   */
  descend({ gradient }: Point): number {
    const { kept, kernel } = this;
    const { direction, size } = this.vectors;
    const newest = kept.at(-1);
    const oldest = kept[0];
    if (newest === undefined || oldest === undefined) {
      kernel.negate(direction, gradient.byteOffset, direction, size);
      return kernel.dot(direction, gradient.byteOffset, size);
    }
    let product = kernel.negate(direction, gradient.byteOffset, newest.moved, size);
    const weights = kept.map(() => 0);
    for (let i = kept.length - 1; i >= 0; i--) {
      const { changed, scale } = kept[i] as Correction;
      const before = kept[i - 1];
      const weight = scale * product;
      weights[i] = weight;
      const [factor, next] = before === undefined ? [newest.initial, oldest.changed] : [1, before.moved];
      product = kernel.addScaled(direction, -weight, changed, factor, next, size);
    }
    kept.forEach(({ moved, scale }, i) => {
      const next = kept[i + 1]?.changed ?? moved;
      product = kernel.addScaled(direction, (weights[i] as number) - scale * product, moved, 1, next, size);
    });
    return kernel.dot(direction, gradient.byteOffset, size);
  }

  /** Keeps a step as the newest pair. One without positive curvature would break descent and is dropped. */
  remember(from: Point, to: Point, step: number, curvature: number): void {
    const pair = this.free.pop() ?? (this.kept.shift() as Correction);
    const { direction, size } = this.vectors;
    const squares = this.kernel.correct(
      ...([pair.moved, pair.changed, step, direction] as const),
      ...([to.gradient.byteOffset, from.gradient.byteOffset, size] as const),
    );
    if (curvature <= Number.EPSILON * squares) {
      this.free.push(pair);
      return;
    }
    const { moved, changed } = pair;
    this.kept.push({ moved, changed, scale: 1 / curvature, initial: curvature / squares });
  }
}
