import type { DriftReport } from '@driftdesk/contracts';
import type { Markup } from '../markup.js';
import { axis, colour, drawChart, still, wordAxis } from './draw-chart.js';

type Terms = NonNullable<DriftReport['rootCause']>['terms'];

const rowHeight = 24;

/** Terms by the standard score of their change: to the right the rising ones, to the left the falling ones. */
export function drawTerms(terms: Terms): Markup {
  const most = Math.ceil(Math.max(...terms.map(({ z }) => Math.abs(z))));
  const some = (rising: boolean) => terms.some(({ z }) => z > 0 === rising);
  return drawChart(terms.length * rowHeight + 8, {
    grid: { left: 160, right: 90, top: 4, bottom: 4 },
    xAxis: {
      ...axis,
      type: 'value',
      // Room for the counts beside bars that point to the left.
      min: some(false) ? -1.35 * most : 0,
      max: some(true) ? most : 0,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: { ...wordAxis, data: terms.map(({ term }) => term) },
    series: [
      {
        ...still,
        type: 'bar',
        barWidth: 12,
        data: terms.map(({ z, referenceCount, currentCount }) => ({
          value: z,
          itemStyle: { color: z > 0 ? colour.after : colour.before },
          label: {
            position: z > 0 ? ('right' as const) : ('left' as const),
            formatter: `${referenceCount} → ${currentCount}`,
          },
        })),
        label: { show: true, color: colour.ink, fontSize: 12 },
      },
    ],
  });
}
