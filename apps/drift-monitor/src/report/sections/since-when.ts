import type { DriftReport } from '@driftdesk/contracts';
import { drawTimeline } from '../charts/timeline-chart.js';
import { key } from '../key.js';
import { type Markup, markup } from '../markup.js';
import { countText } from '../numbers.js';
import type { TimelinePoint } from '../timeline.js';
import { time } from './head.js';

/** The evaluations that led here. */
export function sinceWhen(report: DriftReport, points: readonly TimelinePoint[]): Markup | undefined {
  if (points.length === 0) return undefined;
  const { firstDriftedAt, version } = report;
  const others = points.filter((point) => point.version !== version).length;
  const since =
    firstDriftedAt === undefined
      ? undefined
      : markup`<p>The first drifted window was judged at ${time(firstDriftedAt)} (the dashed line).</p>`;
  const versions =
    others === 0
      ? undefined
      : ` ${countText(others, 'evaluation is', 'evaluations are')} of a version that served before.`;
  return markup`<h2>Since when</h2>
${since}
<figure>${drawTimeline(points, firstDriftedAt)}
<figcaption>${key('dot alarm', 'drift')}${key('ring', 'suspected')}${key('dot before', 'no drift')}
The smallest p-value of each evaluation, divided by its threshold: from the line at 1 upwards, a test alarms. The largest dot is this report.${versions}</figcaption></figure>`;
}
