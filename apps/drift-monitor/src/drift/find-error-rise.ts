import {
  binomialTail,
  pageHinkley,
  pageHinkleyStart,
  pageHinkleyThresholds,
  type FeedbackBudget,
} from '@driftdesk/drift';
import { defaultIdentity } from '@driftdesk/governance';
import type { AuthorShare } from '../examples/cap-authors.js';
import { withoutLoudest } from '../examples/without-loudest.js';

/** What a label says, and whose it is. */
export interface JudgedLabel {
  readonly wrong: boolean;
  /** The ticket's observation. */
  readonly observed: number;
  readonly ticketId: string;
  readonly authorId: string;
}

/** Labels in the order in which they came, and what of them may be a false alarm. */
export interface FeedbackTask {
  readonly labels: readonly JudgedLabel[];
  /** Where the labels are not a random sample, errors must rise per ticket too. */
  readonly perTicket: boolean;
  readonly labelsPerMonth: number;
  /** Expected in a month, at most. */
  readonly falseAlarms: number;
  /** Most that one author may give; from 1 on, one may decide. */
  readonly authorShare: AuthorShare;
}

export interface FeedbackResult {
  /** The detector's statistic where it came nearest to its threshold, or passed it, and the threshold there. */
  readonly statistic: number;
  readonly threshold: number;
  readonly drifted: boolean;
  /** With an alarm: the first observation whose label speaks of it. */
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
 * after it, so an alarm that nobody could be told of is raised later if it still holds. Nor is one that only one author sees.
 */
export function findErrorRise(task: FeedbackTask): FeedbackResult {
  const { since: first, ...seen } = scan(task);
  if (first === undefined) return { ...seen, drifted: false };
  const alarming = new Set(task.labels.slice(first));
  const isAgainst = (label: JudgedLabel) => label.wrong && alarming.has(label);
  const labels = withoutLoudest(task.labels, isAgainst, task.authorShare, defaultIdentity.id);
  const { since, ...found } = scan({ ...task, labels });
  if (since === undefined) return { ...found, drifted: false };
  return { ...found, drifted: true, since: smallest(labels.slice(since).map(({ observed }) => observed)) };
}

/** @returns with a rise, the label from which on errors became more frequent, as far as can be told */
function scan(task: FeedbackTask): Omit<FeedbackResult, 'drifted'> {
  const threshold = thresholdsOf(task);
  let nearest = { statistic: 0, threshold: threshold(0.5) };
  let state = pageHinkleyStart;
  let begun = 0;
  let since = 0;
  for (const [at, { wrong }] of task.labels.entries()) {
    const step = pageHinkley(state, wrong, { tolerance, minimumLabels, threshold });
    const found = { statistic: step.risk, threshold: step.threshold };
    if (step.alarm && holds(task, begun, since)) return { ...found, since };
    state = step.state;
    if (state.labels >= minimumLabels && share(found) > share(nearest)) nearest = found;
    if (step.alarm) begun = at + 1;
    // The sum falls while errors are as rare as before: its lowest point is where that ended.
    if (step.alarm || state.sum === state.smallest) since = at + 1;
  }
  return nearest;
}

const share = ({ statistic, threshold }: Pick<FeedbackResult, 'statistic' | 'threshold'>) => statistic / threshold;

/** Whether errors since the rise are more frequent than before it up to the newest label, and per ticket too. */
function holds({ labels, perTicket }: FeedbackTask, begun: number, since: number): boolean {
  const [before, after] = [labels.slice(begun, since), labels.slice(since)];
  if (rateOf(after) - rateOf(before) <= tolerance) return false;
  if (!perTicket || before.length === 0) return true;
  const [earlier, later] = [before, after].map((part) => part.map(({ observed }) => observed)) as [number[], number[]];
  const middle = largest(earlier);
  // People who label what lies around say nothing of how fast tickets come: then each label is a ticket.
  const ticketsBefore = Math.max(before.length, middle - smallest(earlier) + 1);
  const ticketsAfter = Math.max(after.length, largest(later) - middle);
  const [errorsBefore, errorsAfter] = [errorsOf(before), errorsOf(after)];
  const chance = ticketsAfter / (ticketsBefore + ticketsAfter);
  return binomialTail(errorsAfter, errorsBefore + errorsAfter, chance) < perTicketAlpha;
}

const errorsOf = (labels: readonly JudgedLabel[]) => labels.filter(({ wrong }) => wrong).length;
const rateOf = (labels: readonly JudgedLabel[]) => (labels.length === 0 ? 0 : errorsOf(labels) / labels.length);
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
