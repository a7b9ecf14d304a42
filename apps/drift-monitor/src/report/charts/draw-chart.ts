import { BarChart, type BarSeriesOption, ScatterChart, type ScatterSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption, MarkLineComponent } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Markup } from '../markup.js';

use([BarChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | ScatterSeriesOption | GridComponentOption>;

const width = 720;

/** Colours are those of the page's style, which knows whether the reader wants it light or dark. */
export const colour = {
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  line: 'var(--line)',
  paper: 'var(--paper)',
  before: 'var(--before)',
  after: 'var(--after)',
  alarm: 'var(--alarm)',
} as const;

/** Looks of every axis. */
export const axis = {
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: colour.soft, fontSize: 12 },
  splitLine: { lineStyle: { color: colour.line } },
} as const;

/** Of an axis whose categories are words, the first on top; what is too long is cut. */
export const wordAxis = {
  ...axis,
  type: 'category',
  inverse: true,
  axisLabel: { color: colour.ink, fontSize: 13, width: 150, overflow: 'truncate', interval: 0 },
  splitLine: { show: false },
} as const;

/** What every series needs: nobody points at it. */
export const still = { silent: true, emphasis: { disabled: true }, animation: false } as const;

/**
 * Without the renderer's rules for a pointer: nothing reacts to one here, and their names count the charts of the process, so
 * that no report would be drawn alike twice. A text cannot look like them: its quotes and brackets are escaped.
 */
function withoutPointing(svg: string): string {
  return withoutStyles(svg).replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '');
}

function withoutStyles(svg: string): string {
  const parts = svg.split('<style ><![CDATA[');
  return parts.map((part, i) => (i === 0 ? part : part.slice(part.indexOf('</style>') + '</style>'.length))).join('');
}

/** Draws a chart as SVG. Its texts are escaped by the renderer. `height` in pixels at full width. */
export function drawChart(height: number, option: ChartOption): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif' }, useUTC: true, ...option });
    return new Markup(withoutPointing(chart.renderToSVGString()));
  } finally {
    chart.dispose();
  }
}
