import type { DriftReport } from '@driftdesk/contracts';
import type { Comparison, RootCause } from '@driftdesk/drift';
import type { Observation } from '../observations/observation.js';
import { countText } from '../report/numbers.js';

/** How many tickets a report names. */
const namedTickets = 20;
const movedLabels = 12;

export function describeTests(comparison: Comparison | undefined): DriftReport['tests'] {
  return (comparison?.tests ?? []).map(({ detail, ...test }) => ({
    ...test,
    // Sent through JSON, so that a report that was just made equals the one that is read later.
    detail: JSON.parse(JSON.stringify(detail)) as Record<string, unknown>,
  }));
}

export function describeWindow(observations: readonly Observation[]): DriftReport['reference'] {
  const [first, last] = [observations[0], observations.at(-1)];
  if (first === undefined || last === undefined) return { from: 0, to: 0, tickets: 0 };
  return {
    from: first.sequence,
    to: last.sequence,
    tickets: observations.length,
    since: first.observedAt.toISOString(),
    until: last.observedAt.toISOString(),
  };
}

export function describeRootCause(
  { auc, rows, terms, labels, removal }: RootCause,
  current: readonly Observation[],
): NonNullable<DriftReport['rootCause']> {
  const named = Math.max(namedTickets, removal?.rows ?? 0);
  return {
    auc,
    tickets: rows.slice(0, named).map(({ row, score }) => ({ ticketId: current[row]?.ticketId ?? '', score })),
    terms: [...terms.rising, ...terms.falling].map(({ term, z, reference, current: now }) => ({
      term,
      z,
      referenceCount: reference,
      currentCount: now,
    })),
    labels: labels.slice(0, movedLabels).map(({ head, label, before, after }) => ({
      head,
      label,
      referenceShare: before,
      currentShare: after,
    })),
    withoutTickets:
      removal === undefined
        ? undefined
        : { removed: removal.rows, drifted: removal.comparison.drifted, tests: describeTests(removal.comparison) },
  };
}

/** One sentence for people. */
export function summarise(report: Omit<DriftReport, 'summary'>): string {
  const { status, tests, current, feedback, rootCause } = report;
  if (report.trigger === 'labels' && feedback?.drifted !== true) return summariseLabels(feedback);
  if (status === 'too_few') {
    const { reference } = report;
    const { tickets } = current;
    return `There are too few tickets to compare: ${tickets} came after the ${reference.tickets} of the reference.`;
  }
  const of = countText(current.tickets, 'ticket');
  const alarming = tests
    .filter(({ drifted }) => drifted)
    .map(({ name, pValue }) => `${name} (p = ${pValue.toExponential(1)})`);
  if (feedback?.drifted === true) alarming.push(`feedback (error rate now ${percent(feedback.errorRate)})`);
  if (alarming.length === 0) return `No drift in ${of}.`;
  const what = status === 'suspected' ? 'Suspected drift' : 'Drift';
  const when = status === 'cooldown' ? ', soon after an alarm' : '';
  return `${what} in ${of}${when}: ${alarming.join(', ')}.${summariseCause(rootCause)}`;
}

/** The label that moved most, and words that are new; nothing when the cause is unknown. */
function summariseCause(rootCause: DriftReport['rootCause']): string {
  if (rootCause === undefined) return '';
  const [moved] = rootCause.labels;
  const most =
    moved === undefined
      ? ''
      : ` Most moved: ${moved.head} ${moved.label}, ${percent(moved.referenceShare)} → ${percent(moved.currentShare)}.`;
  const rising = rootCause.terms.filter(({ z }) => z > 0).slice(0, 5);
  return rising.length === 0 ? most : `${most} New words: ${rising.map(({ term }) => term).join(', ')}.`;
}

/** Labels set off a look at the labels alone. */
function summariseLabels(feedback: DriftReport['feedback']): string {
  if (feedback?.errorRate === undefined) return 'There are too few labels to judge.';
  const of = feedback.sample === 'blind' ? ' of the blind sample' : '';
  return `No drift in ${countText(feedback.labels, 'label')}${of}: error rate ${percent(feedback.errorRate)}.`;
}

const percent = (share: number | undefined) => (share === undefined ? 'unknown' : `${(100 * share).toFixed(0)} %`);
