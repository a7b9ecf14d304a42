import { drawLines } from '../line-chart.js';
import type { RiskPoint } from './risk-coverage.js';

/** A curve by its name, as the legend has it. */
export type NamedCurves = readonly (readonly [name: string, curve: readonly RiskPoint[]])[];

const axes = {
  x: { title: 'share of the questions that are answered', from: 0, to: 1 },
  y: { title: 'share of the answers that are wrong', from: 0, to: 1 },
};

/** Risk over coverage as a picture that needs nothing else. Names must be plain words. */
export function drawCurves(curves: NamedCurves): string {
  return drawLines(
    curves.map(([name, curve]) => [name, curve.map(({ coverage, risk }) => ({ x: coverage, y: risk }))]),
    axes,
  );
}
