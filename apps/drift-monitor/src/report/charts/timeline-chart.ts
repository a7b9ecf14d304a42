import type { DriftReport } from '@driftdesk/contracts';
import type { Markup } from '../markup.js';
import { decadesOf } from '../numbers.js';
import type { TimelinePoint } from '../timeline.js';
import { axis, colour, drawChart, still } from './draw-chart.js';

/** Powers of ten below its threshold between which p-values are told apart. */
const least = -2;
const most = 8;

const fill: Readonly<Record<DriftReport['status'], string>> = {
  drift: colour.alarm,
  suspected: colour.paper,
  cooldown: colour.soft,
  no_drift: colour.before,
  too_few: colour.before,
};
const edge = (status: DriftReport['status']) => (status === 'suspected' ? colour.alarm : fill[status]);

/** Each evaluation's smallest p-value in units of its threshold, the smaller the higher; the line at 1 is the threshold. */
export function drawTimeline(points: readonly TimelinePoint[], firstDriftedAt: string | undefined): Markup {
  const since = firstDriftedAt === undefined ? [] : [{ xAxis: Date.parse(firstDriftedAt), lineStyle: lines.since }];
  const dots = points.map(({ at, ratio, status }, index) => ({
    value: [Date.parse(at), Math.max(least, Math.min(most, decadesOf(ratio)))],
    symbolSize: index === points.length - 1 ? 13 : 9,
    itemStyle: { color: fill[status], opacity: 1, borderColor: edge(status), borderWidth: 2 },
  }));
  const highest = 2 * Math.ceil(Math.max(2, ...dots.map(({ value }) => (value[1] as number) + 0.2)) / 2);
  return drawChart(230, {
    grid: { left: 76, right: 24, top: 12, bottom: 34 },
    xAxis: {
      ...axis,
      type: 'time',
      splitNumber: 5,
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: colour.line } },
      axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: timeFormat(points) },
    },
    yAxis: {
      ...axis,
      type: 'value',
      min: least,
      max: highest,
      interval: highest > 4 ? 2 : 1,
      axisLabel: {
        ...axis.axisLabel,
        formatter: (decades) => (decades > 2 ? `1e-${decades}` : String(10 ** -decades)),
      },
    },
    series: [
      {
        ...still,
        type: 'scatter',
        symbol: 'circle',
        data: dots,
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: [{ yAxis: 0, lineStyle: lines.threshold }, ...since],
        },
      },
    ],
  });
}

const dayMs = 24 * 3_600_000;

/** Days when there are several, otherwise the time of day. */
function timeFormat(points: readonly TimelinePoint[]): string {
  const span = Date.parse(points.at(-1)?.at ?? '') - Date.parse(points[0]?.at ?? '');
  if (span > 3 * dayMs) return '{MM}-{dd}';
  return span > 0 && span < 600_000 ? '{HH}:{mm}:{ss}' : '{HH}:{mm}';
}

const lines = {
  threshold: { color: colour.ink, type: 'solid', width: 1.5 },
  since: { color: colour.alarm, type: 'dashed', width: 1.5 },
} as const;
