import { pageHinkley, pageHinkleyStart, pageHinkleyThresholds, type PageHinkleyState } from '@driftdesk/drift';
import { createRandom, groupBy, type Random } from '@driftdesk/ml';
import { headName } from '../dataset.js';
import { percentile } from '../report.js';
import { draw } from './draw.js';
import type { JudgedRow } from './judged-rows.js';

const rules = { tolerance: 0.05, minimumLabels: 30 };
/** A month of labels, and the share of the budget that a desk gives the detector. */
const month = { labels: 1_000, falseAlarms: 0.25 };
/** Labels before the meaning changes, and those after it among which it must be noticed. */
const before = 300;
const within = 500;

/** Says of a row whether an agent who labels it finds the prediction wrong. */
type Agent = (row: JudgedRow) => boolean;

/** False alarms of the detector on right labels, and how soon it sees labels that change their meaning. */
export function measureFeedback(rows: readonly JudgedRow[], streams: number, seed: number) {
  const threshold = pageHinkleyThresholds({ ...rules, ...month, seed });
  const random = createRandom(seed + 1);
  const right: Agent = ({ labels, truth }) => labels[headName] !== truth;
  const swapped = swapping(rows);
  const noisy: Agent = (row) => (random() < 0.2 ? true : right(row));
  const falseAlarms = Array.from({ length: streams }, () =>
    countAlarms(draw(rows, month.labels, random).map(right), threshold),
  );
  return {
    ...{
      threshold: threshold(rows.filter(right).length / rows.length),
      labelsPerMonth: month.labels,
      allowedFalseAlarms: month.falseAlarms,
      streams,
    },
    falseAlarms: falseAlarms.reduce((sum, count) => sum + count, 0) / streams,
    swapped: noticed(rows, right, swapped, threshold, streams, random),
    noisy: noticed(rows, right, noisy, threshold, streams, random),
  };
}

/** The two commonest labels change places. */
function swapping(rows: readonly JudgedRow[]): Agent {
  const [first = '', second = ''] = [...groupBy(rows, ({ truth }) => truth)]
    .sort(([, left], [, right]) => right.length - left.length)
    .map(([label]) => label);
  const partner = new Map([
    [first, second],
    [second, first],
  ]);
  return ({ labels, truth }) => labels[headName] !== (partner.get(truth) ?? truth);
}

function countAlarms(errors: readonly boolean[], threshold: (errorRate: number) => number): number {
  let state: PageHinkleyState = pageHinkleyStart;
  let alarms = 0;
  for (const wrong of errors) {
    const step = pageHinkley(state, wrong, { ...rules, threshold });
    state = step.state;
    if (step.alarm) alarms++;
  }
  return alarms;
}

function noticed(
  rows: readonly JudgedRow[],
  agentBefore: Agent,
  agentAfter: Agent,
  threshold: (errorRate: number) => number,
  streams: number,
  random: Random,
) {
  const found = Array.from({ length: streams }, () => {
    const labelled = draw(rows, before + within, random);
    const errors = labelled.map((row, at) => (at < before ? agentBefore(row) : agentAfter(row)));
    return delayOf(errors, threshold);
  });
  const seen = found.filter((delay) => delay > 0).sort((left, right) => left - right);
  return { seen: seen.length / streams, within, p50: percentile(seen, 0.5), p95: percentile(seen, 0.95) };
}

/** Labels from the change to the first alarm after it; 0 when there is none. Alarms before it begin anew. */
function delayOf(errors: readonly boolean[], threshold: (errorRate: number) => number): number {
  let state: PageHinkleyState = pageHinkleyStart;
  for (const [at, wrong] of errors.entries()) {
    const step = pageHinkley(state, wrong, { ...rules, threshold });
    if (step.alarm && at >= before) return at - before + 1;
    state = step.state;
  }
  return 0;
}
