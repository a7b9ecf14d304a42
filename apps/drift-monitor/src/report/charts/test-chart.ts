import type { DriftReport } from '@driftdesk/contracts';
import type { Markup } from '../markup.js';
import { decadesOf, pText } from '../numbers.js';
import { wordsOfTest } from '../test-words.js';
import { axis, colour, drawChart, still, wordAxis } from './draw-chart.js';

const rowHeight = 30;
/** Powers of ten that are shown at least. */
const fewestDecades = 6;

/** Each test's p-value as a bar that grows to the right as p falls, and its threshold as a mark. */
export function drawTests(tests: DriftReport['tests']): Markup {
  const thresholds = tests.map(({ threshold }) => decadesOf(threshold));
  // A tiny p must not press the thresholds together: its bar is cut, its number is not.
  const most = 2 * Math.ceil(Math.max(fewestDecades, 2.5 * Math.max(...thresholds)) / 2);
  const names = tests.map(({ name }) => wordsOfTest(name).title);
  return drawChart(tests.length * rowHeight + 40, {
    grid: { left: 160, right: 100, top: 8, bottom: 32 },
    xAxis: {
      ...axis,
      type: 'value',
      min: 0,
      max: most,
      interval: 2,
      axisLabel: { ...axis.axisLabel, formatter: (decades) => (decades === 0 ? 'p = 1' : `1e-${decades}`) },
    },
    yAxis: { ...wordAxis, data: names },
    series: [
      {
        ...still,
        type: 'bar',
        barWidth: 14,
        data: tests.map(({ pValue, drifted }) => ({
          value: Math.min(most, decadesOf(pValue)),
          itemStyle: { color: drifted ? colour.alarm : colour.before },
          label: { formatter: pText(pValue) },
        })),
        label: { show: true, position: 'right', color: colour.ink, fontSize: 12 },
      },
      {
        ...still,
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [2.5, 24],
        itemStyle: { color: colour.ink, opacity: 1 },
        data: thresholds.map((decades, row) => [decades, row]),
        z: 5,
      },
    ],
  });
}
