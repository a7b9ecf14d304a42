import { describe, expect, it } from '@jest/globals';
import { minimise, type Objective } from './lbfgs.js';

const options = { history: 10, maxIterations: 200, gradientTolerance: 1e-9 };

/** Rosenbrock's valley in pairs: its one minimum is 0, at all ones. */
const rosenbrock: Objective = (x, gradient) => {
  gradient.fill(0);
  let value = 0;
  for (let i = 0; i < x.length; i += 2) {
    const [a, b] = [x[i] as number, x[i + 1] as number];
    const bend = b - a * a;
    value += 100 * bend * bend + (1 - a) ** 2;
    gradient[i] = -400 * a * bend - 2 * (1 - a);
    gradient[i + 1] = 200 * bend;
  }
  return value;
};

describe('minimise', () => {
  it.each([2, 20])('finds the bottom of Rosenbrock’s valley in %d dimensions', (dimensions) => {
    const start = Float64Array.from({ length: dimensions }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const { x, value, converged, evaluations } = minimise(rosenbrock, start, options);
    expect(converged).toBe(true);
    expect(value).toBeLessThan(1e-16);
    x.forEach((entry) => expect(entry).toBeCloseTo(1, 7));
    // SciPy's L-BFGS-B takes 46 evaluations in 2 dimensions and 50 in 20.
    expect(evaluations).toBeLessThan(60);
    expect(start[0]).toBe(-1.2);
  });

  it('solves a badly scaled quadratic', () => {
    const scales = Float64Array.of(1, 1e3, 1e-3);
    const quadratic: Objective = (x, gradient) => {
      let value = 0;
      x.forEach((entry, i) => {
        gradient[i] = (scales[i] as number) * (entry - i);
        value += ((scales[i] as number) * (entry - i) ** 2) / 2;
      });
      return value;
    };
    const { x } = minimise(quadratic, Float64Array.of(50, -50, 500), options);
    x.forEach((entry, i) => expect(entry).toBeCloseTo(i, 5));
  });

  it('says so when the iterations run out', () => {
    const { converged, iterations } = minimise(rosenbrock, Float64Array.of(-1.2, 1), { ...options, maxIterations: 3 });
    expect({ converged, iterations }).toEqual({ converged: false, iterations: 3 });
  });

  it('lowers the value at every iteration', () => {
    const values = [1, 2, 4, 8, 16, 32].map(
      (maxIterations) => minimise(rosenbrock, Float64Array.of(-1.2, 1), { ...options, maxIterations }).value,
    );
    expect(values).toEqual(values.toSorted((left, right) => right - left));
  });
});
