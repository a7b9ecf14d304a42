/** A function of the step along a line: its value and its slope there. */
export type AlongLine = (step: number) => { readonly value: number; readonly slope: number };

interface Point {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

const sufficientDecrease = 1e-4;
const curvature = 0.9;
const maxEvaluations = 25;

/**
 * A step that meets the strong Wolfe conditions (Nocedal & Wright, Numerical Optimization, 2nd ed., algorithms 3.5
 * and 3.6). The step returned is the one `along` saw last. Undefined when none was found.
 */
export function strongWolfeStep(along: AlongLine, start: { value: number; slope: number }, first: number) {
  const origin: Point = { step: 0, ...start };
  let previous = origin;
  let step = first;
  for (let evaluation = 0; evaluation < maxEvaluations; evaluation++) {
    const point: Point = { step, ...along(step) };
    const budget = maxEvaluations - evaluation - 1;
    if (tooHigh(point, origin) || (evaluation > 0 && point.value >= previous.value)) {
      return zoom(along, origin, previous, point, budget);
    }
    if (flatEnough(point, origin)) return point;
    if (point.slope >= 0) return zoom(along, origin, point, previous, budget);
    previous = point;
    step *= 2;
  }
  return undefined;
}

/** Narrows between `low`, the best point so far, and `high`, with an acceptable step between them. */
function zoom(along: AlongLine, origin: Point, low: Point, high: Point, budget: number): Point | undefined {
  for (let evaluation = 0; evaluation < budget; evaluation++) {
    const step = interpolate(low, high);
    const point: Point = { step, ...along(step) };
    if (tooHigh(point, origin) || point.value >= low.value) {
      high = point;
    } else {
      if (flatEnough(point, origin)) return point;
      if (point.slope * (high.step - low.step) >= 0) high = low;
      low = point;
    }
  }
  // Rounding can hide the curvature condition near the minimum; a decrease is still progress.
  return low.step > 0 ? { step: low.step, ...along(low.step) } : undefined;
}

function tooHigh(point: Point, origin: Point): boolean {
  return !(point.value <= origin.value + sufficientDecrease * point.step * origin.slope);
}

function flatEnough(point: Point, origin: Point): boolean {
  return Math.abs(point.slope) <= -curvature * origin.slope;
}

/** The minimum of the cubic through both ends (ibid., equation 3.59), or their middle when it falls near an end. */
function interpolate(low: Point, high: Point): number {
  const middle = (low.step + high.step) / 2;
  const d1 = low.slope + high.slope - (3 * (low.value - high.value)) / (low.step - high.step);
  const d2 = Math.sign(high.step - low.step) * Math.sqrt(d1 * d1 - low.slope * high.slope);
  const cubic = high.step - ((high.step - low.step) * (high.slope + d2 - d1)) / (high.slope - low.slope + 2 * d2);
  const margin = 0.1 * Math.abs(high.step - low.step);
  const from = Math.min(low.step, high.step) + margin;
  const to = Math.max(low.step, high.step) - margin;
  return cubic >= from && cubic <= to ? cubic : middle;
}
