import type { DriftReport, GateResult, Rollout, TrainingRun } from '@driftdesk/contracts';
import type { Situation } from '../desk/situation.js';
import type { Line } from './line.js';

const shownChanges = 3;

/** What became known from one look to the next, in the order in which the loop does it. */
export function news(before: Situation | undefined, now: Situation): Line[] {
  const told = new Set(before?.reports.map(({ id }) => id));
  const reports = now.reports.filter(({ id }) => !told.has(id));
  const lines = reports.flatMap((report) => reportLines(report, now.rollout));
  return now.rollout === undefined ? lines : [...lines, ...rolloutLines(before, now, now.rollout)];
}

function rolloutLines(before: Situation | undefined, { run }: Situation, rollout: Rollout): Line[] {
  const known = before?.rollout?.id === rollout.id ? before : undefined;
  return [
    ...beginning(known?.rollout, rollout),
    ...(run === undefined ? [] : trainingLines(known?.run, run)),
    ...proofLines(known?.rollout, rollout),
    ...servingLines(known?.rollout, rollout),
  ];
}

function reportLines({ id, status, summary, rootCause }: DriftReport, rollout: Rollout | undefined): Line[] {
  // While a rollout is under way, the drift is known.
  if (status === 'too_few' || (status === 'cooldown' && rollout !== undefined)) return [];
  const step = { no_drift: 'compared', suspected: 'suspected', drift: 'drift', cooldown: 'cooldown' }[status];
  const without = rootCause?.withoutTickets;
  const carried = without !== undefined && !without.drifted;
  const cause = carried ? `Without the ${without.removed} newest-looking tickets there is no alarm. ` : '';
  const more = status === 'drift' ? [{ step, text: `${cause}More in GET /v1/drift/reports/${id}.` }] : [];
  return [{ step, text: summary }, ...more];
}

function beginning(before: Rollout | undefined, { id, labels, stations }: Rollout): Line[] {
  const lines: Line[] = [];
  if (before === undefined) lines.push({ step: 'rollout', text: `${id} is on its way to a better version.` });
  const tenth = ({ have, need }: { have: number; need: number }) => Math.floor((10 * have) / need);
  if (labels !== undefined && (before?.labels === undefined || tenth(before.labels) !== tenth(labels))) {
    lines.push({ step: 'labels', text: `${labels.have} fresh labels, ${labels.need} are needed.` });
  }
  if (before?.stations.labelled === undefined && stations.labelled !== undefined) {
    lines.push({ step: 'labels', text: 'There are enough.' });
  }
  return lines;
}

function trainingLines(before: TrainingRun | undefined, { stage, status, examples, version }: TrainingRun) {
  const lines: Line[] = [];
  if (stage !== undefined && stage !== before?.stage) {
    const rows = stage === 'validate' && examples !== undefined ? `, ${examples} examples` : '';
    lines.push({ step: 'training', text: `${stage}${rows}` });
  }
  if (status === 'trained' && before?.status !== 'trained') {
    lines.push({ step: 'training', text: `made ${version}, a candidate.` });
  }
  return lines;
}

/** Gates and replay. */
function proofLines(before: Rollout | undefined, { gates, replay }: Rollout): Line[] {
  if (gates === undefined || before?.gates !== undefined) return [];
  const lines = gates.map(({ passed, sentence }: GateResult) => ({
    step: 'gate',
    text: `${passed ? 'passed' : 'FAILED'}  ${sentence}`,
  }));
  if (replay === undefined) return lines;
  const { observations, changed, changes } = replay;
  const most = changes.slice(0, shownChanges).map(({ from, to, tickets }) => `${from} → ${to} ${tickets}`);
  const named = most.length === 0 ? '' : `: ${most.join(', ')}${changes.length > most.length ? ', …' : ''}`;
  const text = `Of ${observations} served tickets, ${changed} would come out otherwise${named}.`;
  return [...lines, { step: 'replay', text }];
}

function servingLines(before: Rollout | undefined, { stations, version, champion, watch }: Rollout): Line[] {
  const lines: Line[] = [];
  if (before?.stations.promoted === undefined && stations.promoted !== undefined) {
    lines.push({ step: 'promoted', text: `${version} in place of ${champion}.` });
  }
  if (before?.stations.serving === undefined && stations.serving !== undefined) {
    const seconds = secondsFrom(stations.drifted, stations.serving);
    const since = seconds === undefined ? '' : `, ${seconds} s after the first drifted window was seen`;
    lines.push({ step: 'serving', text: `${version} serves${since}.` });
  }
  if (watch !== undefined && watch.labels !== before?.watch?.labels) {
    const { labels, error, errorBefore, verdict } = watch;
    const errors = `errs on ${percent(error)}, the version before would on ${percent(errorBefore)}`;
    lines.push({ step: 'watch', text: `${labels} labelled tickets: ${version} ${errors}: ${verdict}.` });
  }
  return lines;
}

function secondsFrom(start: string | undefined, end: string): number | undefined {
  return start === undefined ? undefined : Math.round((Date.parse(end) - Date.parse(start)) / 1000);
}

const percent = (share: number | undefined) => (share === undefined ? 'none' : `${(100 * share).toFixed(0)} %`);
