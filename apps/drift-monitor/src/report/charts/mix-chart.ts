import type { Markup } from '../markup.js';
import { percentText } from '../numbers.js';
import type { CategoryShare } from '../read-detail.js';
import { axis, colour, drawChart, still, wordAxis } from './draw-chart.js';

const rowHeight = 38;

/** Each category's share before and after, as a pair of bars. */
export function drawMix(shares: readonly CategoryShare[]): Markup {
  const series = (of: 'before' | 'after') =>
    ({
      ...still,
      type: 'bar',
      barWidth: 12,
      barGap: '15%',
      itemStyle: { color: colour[of] },
      data: shares.map((share) => share[of]),
      label: {
        show: true,
        position: 'right',
        color: colour.ink,
        fontSize: 12,
        formatter: ({ value }: { value: unknown }) => percentText(value as number),
      },
    }) as const;
  return drawChart(shares.length * rowHeight + 40, {
    grid: { left: 160, right: 60, top: 4, bottom: 32 },
    xAxis: {
      ...axis,
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: { ...axis.axisLabel, formatter: (share) => `${Math.round(100 * share)} %` },
    },
    yAxis: { ...wordAxis, data: shares.map(({ category }) => category) },
    series: [series('before'), series('after')],
  });
}
