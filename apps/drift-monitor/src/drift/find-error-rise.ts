import { binomialTail, pageHinkley, pageHinkleyStart, pageHinkleyThresholds, type FeedbackBudget } from '@driftdesk/drift';

/** Labels in the order in which they came, and what of them may be a false alarm. */
export interface FeedbackTask {
  readonly wrong: readonly boolean[];
  /** The observation of each; given where the labels are not a random sample, so that errors must rise per ticket too. */
  readonly observed?: readonly number[] | undefined;
  readonly labelsPerMonth: number;
  /** Expected in a month, at most. */
  readonly falseAlarms: number;
}

export interface FeedbackResult {
  /** The detector's statistic where it came nearest to its threshold, or passed it, and the threshold there. */
  readonly statistic: number;
  readonly threshold: number;
  readonly drifted: boolean;
  /** With an alarm: the label from which on errors became more frequent, as far as can be told. */
  readonly since?: number | undefined;
}

/** Labels of one task at most; a longer stream begins anew after so many. */
export const mostLabels = 4_096;
const fewestSimulated = 256;
/** A rise of the error rate by less is not worth an alarm. */
const tolerance = 0.05;
const minimumLabels = 30;
const seed = 1;
/** Chance of so many corrections per ticket since the rise when they are as frequent as before. */
const perTicketAlpha = 0.05;
const thresholds = new Map<string, PageHinkleyThresholds>();
type PageHinkleyThresholds = ReturnType<typeof pageHinkleyThresholds>;

/**
 * Whether errors have become more frequent. A rise that was over before the labels end is none: the detector begins anew
 * after it, so an alarm that nobody could be told of is raised later if it still holds.
 */
export function findErrorRise(task: FeedbackTask): FeedbackResult {
  const { wrong } = task;
  const threshold = thresholdsOf(task);
  let nearest = { statistic: 0, threshold: threshold(0.5) };
  let state = pageHinkleyStart;
  let begun = 0;
  let since = 0;
  for (const [at, error] of wrong.entries()) {
    const step = pageHinkley(state, error, { tolerance, minimumLabels, threshold });
    const found = { statistic: step.risk, threshold: step.threshold };
    if (step.alarm && holds(task, begun, since)) return { ...found, drifted: true, since };
    state = step.state;
    if (state.labels >= minimumLabels && share(found) > share(nearest)) nearest = found;
    if (step.alarm) begun = at + 1;
    // The sum falls while errors are as rare as before: its lowest point is where that ended.
    if (step.alarm || state.sum === state.smallest) since = at + 1;
  }
  return { ...nearest, drifted: false };
}

const share = ({ statistic, threshold }: Pick<FeedbackResult, 'statistic' | 'threshold'>) => statistic / threshold;

/** Whether errors since the rise are more frequent than before it up to the newest label, and per ticket too. */
function holds({ wrong, observed }: FeedbackTask, begun: number, since: number): boolean {
  const [before, after] = [wrong.slice(begun, since), wrong.slice(since)];
  if (rateOf(after) - rateOf(before) <= tolerance) return false;
  if (observed === undefined || before.length === 0) return true;
  const first = smallest(observed.slice(begun, since));
  const middle = largest(observed.slice(begun, since));
  // People who label what lies around say nothing of how fast tickets come: then each label is a ticket.
  const ticketsBefore = Math.max(before.length, middle - first + 1);
  const ticketsAfter = Math.max(after.length, largest(observed.slice(since)) - middle);
  const [errorsBefore, errorsAfter] = [errorsOf(before), errorsOf(after)];
  const chance = ticketsAfter / (ticketsBefore + ticketsAfter);
  return binomialTail(errorsAfter, errorsBefore + errorsAfter, chance) < perTicketAlpha;
}

const errorsOf = (wrong: readonly boolean[]) => wrong.filter(Boolean).length;
const rateOf = (wrong: readonly boolean[]) => (wrong.length === 0 ? 0 : errorsOf(wrong) / wrong.length);
const smallest = (numbers: readonly number[]) => numbers.reduce((least, one) => Math.min(least, one), Infinity);
const largest = (numbers: readonly number[]) => numbers.reduce((most, one) => Math.max(most, one), -Infinity);

/** Simulated once for each order of magnitude of labels. A month of more labels than one task has is several tasks. */
function thresholdsOf({ labelsPerMonth, falseAlarms }: FeedbackTask): PageHinkleyThresholds {
  const labels = 2 ** Math.ceil(Math.log2(Math.min(mostLabels, Math.max(fewestSimulated, labelsPerMonth))));
  const allowed = falseAlarms / 2 ** Math.ceil(Math.log2(Math.max(1, labelsPerMonth / labels)));
  const budget: FeedbackBudget = { labels, falseAlarms: allowed, tolerance, minimumLabels, seed };
  const key = `${labels} ${allowed}`;
  const known = thresholds.get(key) ?? pageHinkleyThresholds(budget);
  thresholds.set(key, known);
  return known;
}
