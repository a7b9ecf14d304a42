import type { DriftReport } from '@driftdesk/contracts';
import { Markup, markup } from './markup.js';
import { feedbackError } from './sections/feedback.js';
import { head, type ReportedRollout, statusWords } from './sections/head.js';
import { howMuch } from './sections/how-much.js';
import { rootCause } from './sections/root-cause.js';
import { sinceWhen } from './sections/since-when.js';
import { whatMoved } from './sections/what-moved.js';
import { style } from './style.js';
import { timelineOf } from './timeline.js';

/** What a report's page shows. */
export interface ReportPageTask {
  readonly report: DriftReport;
  /** The model's newest reports up to this one, it included, as JSON. */
  readonly history: readonly string[];
  readonly rollout?: ReportedRollout | undefined;
}

/** A drift report as an HTML page that stands alone: no script, nothing from elsewhere, charts as SVG. */
export function reportPage({ report, history, rollout }: ReportPageTask): string {
  const { model, status, tests, feedback } = report;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${model}: ${statusWords[status]}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${head(report, rollout)}
${whatMoved(tests)}
${howMuch(report)}
${sinceWhen(report, timelineOf(history))}
${feedbackError(feedback)}
${rootCause(report)}
</main>
</body>
</html>
`.text;
}
