import { drawLines, type NamedLine } from '../line-chart.js';
import type { ArmRun } from './arms.js';
import { rolling } from './scores.js';
import type { Stream } from './tickets.js';

/** Tickets of one point, and from one point to the next. */
const window = 1_000;
const every = 100;

/** Accuracy over the last thousand tickets, an arm a line; a mark where the loop retrained. */
export function drawRuns(runs: readonly ArmRun[], { beginning, played }: Stream): string {
  const lines = runs.map(({ name, predicted }): NamedLine => {
    const right = predicted.map((label, row) => label === played[row]?.label);
    return [
      name,
      rolling(right, Math.min(window, right.length), every).map(({ ticket, accuracy }) => ({
        x: beginning.length + ticket,
        y: accuracy,
      })),
    ];
  });
  const values = lines.flatMap(([, points]) => points.map(({ y }) => y));
  const step = (value: number, round: (value: number) => number) => round(value * 20) / 20;
  const axes = {
    x: { title: 'ticket', from: beginning.length, to: beginning.length + played.length },
    y: {
      title: `accuracy over the last ${window} tickets`,
      from: step(Math.min(...values), Math.floor),
      to: step(Math.max(...values), Math.ceil),
    },
  };
  const line = runs.findIndex(({ name }) => name === 'loop');
  const marks = (runs[line]?.retrainings ?? []).map(({ at }) => ({ x: at, line }));
  return drawLines(lines, axes, marks);
}
