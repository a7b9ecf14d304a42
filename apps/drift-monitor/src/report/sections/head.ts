import type { DriftReport, Rollout } from '@driftdesk/contracts';
import { type Markup, markup } from '../markup.js';
import { countText, shortTimeText, timeText } from '../numbers.js';

/** The rollout that a report set off, as it is now. */
export type ReportedRollout = Pick<Rollout, 'id' | 'status' | 'reason'>;

export const statusWords: Readonly<Record<DriftReport['status'], string>> = {
  too_few: 'too few tickets',
  no_drift: 'no drift',
  suspected: 'drift suspected',
  drift: 'drift',
  cooldown: 'drift soon after an alarm',
};

/** What the summary does not say. */
const nextWords: Readonly<Partial<Record<DriftReport['status'], string>>> = {
  suspected: ' The next window decides.',
  cooldown: ' There is no other alarm until the cooldown is over.',
};

const rolloutWords: Readonly<Record<Rollout['status'], string>> = {
  waiting_labels: 'waits for labels',
  training: 'trains a new version',
  validating: 'compares the new version with the champion',
  proposed: 'waits for somebody to promote the new version',
  promoting: 'promotes the new version',
  watching: 'watches the new version, which serves',
  kept: 'ended: the new version is kept',
  rolled_back: 'ended: the version before serves again',
  rejected: 'ended: the new version did not pass its gates',
  failed: 'ended without a verdict',
};

const triggerWords: Readonly<Record<DriftReport['trigger'], string>> = {
  schedule: 'by the clock',
  observations: 'after a window of tickets',
  labels: 'after new labels',
  request: 'on request',
};

/** Title, summary, what was compared, and what it set off. */
export function head(report: DriftReport, rollout: ReportedRollout | undefined): Markup {
  const { id, model, version, status, summary, createdAt, alpha, correlationId, milliseconds, trigger } = report;
  const alarm = status === 'drift' || status === 'suspected' || status === 'cooldown';
  return markup`<h1>Drift report: ${model}</h1>
<p class="soft">${time(createdAt)}, ${triggerWords[trigger]}, in ${milliseconds} ms</p>
<p class="summary${alarm ? ' alarm' : ''}">${summary}${nextWords[status]}</p>
<dl>
<dt>Reference</dt><dd>${windowOf(report.reference)}</dd>
<dt>Compared with it</dt><dd>${windowOf(report.current)}</dd>
<dt>Classified by</dt><dd>${version}</dd>
<dt>False alarms</dt><dd>α = ${alpha.toPrecision(2)} for this evaluation, all tests together</dd>
${rollout === undefined ? undefined : rolloutRow(rollout)}
${correlationId === undefined ? undefined : markup`<dt>Correlation id</dt><dd>${correlationId}</dd>`}
<dt>As data</dt><dd><a href="/v1/drift/reports/${id}">/v1/drift/reports/${id}</a></dd>
</dl>`;
}

function rolloutRow({ id, status, reason }: ReportedRollout): Markup {
  const why = reason === undefined ? undefined : markup` ${reason}`;
  const labels =
    status === 'waiting_labels'
      ? markup` Labels of <a href="/v1/drift/labels-needed">these tickets</a> tell most.`
      : undefined;
  return markup`<dt>It set off</dt><dd><a href="/v1/rollouts/${id}">rollout ${id}</a>, which ${rolloutWords[status]}.${why}${labels}</dd>`;
}

function windowOf({ tickets, from, to, since, until }: DriftReport['reference']): Markup {
  if (since === undefined || until === undefined) return markup`no tickets`;
  return markup`${countText(tickets, 'ticket')}, no. ${from} to ${to}, ${time(since, shortTimeText)} to ${time(until)}`;
}

export function time(timestamp: string, toText = timeText): Markup {
  return markup`<time datetime="${timestamp}">${toText(timestamp)}</time>`;
}
