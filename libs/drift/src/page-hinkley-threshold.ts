import { createRandom } from '@driftdesk/ml';
import { pageHinkley, pageHinkleyStart, type PageHinkleyRules } from './page-hinkley.js';

export interface FeedbackBudget extends Pick<PageHinkleyRules, 'tolerance' | 'minimumLabels'> {
  /** Labels to come, such as those of a month. */
  readonly labels: number;
  /** Expected false alarms among them, at most. */
  readonly falseAlarms: number;
  readonly seed: number;
}

/** Error rates that the threshold must hold for; above one half the variance falls again. */
const errorRates = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5];
/** Streams per error rate of which this many may alarm; more make the threshold steadier and slower to find. */
const alarmingStreams = 20;
const mostStreams = 1_000;

/**
 * The threshold at which labels without drift alarm at most `falseAlarms` times on average, whatever their error rate.
 * A stream may alarm with chance q = falseAlarms / (1 + falseAlarms): each alarm begins anew with fewer labels to come, so
 * that q + q² + … = falseAlarms bounds their number. The threshold is read off simulated streams, as the order statistic that
 * one more stream exceeds with at most that chance.
 * @throws RangeError when a number is not positive
 */
export function pageHinkleyThreshold({ labels, falseAlarms, seed, ...rules }: FeedbackBudget): number {
  for (const [name, value] of Object.entries({ labels, falseAlarms, tolerance: rules.tolerance })) {
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be positive.`);
  }
  const chance = falseAlarms / (1 + falseAlarms);
  const streams = Math.min(mostStreams, Math.ceil(alarmingStreams / chance));
  const rank = Math.min(streams, Math.ceil((streams + 1) * (1 - chance)));
  const random = createRandom(seed);
  const thresholds = errorRates.map((errorRate) => {
    const largest = Float64Array.from({ length: streams }, () =>
      largestRisk(labels, () => random() < errorRate, rules),
    ).sort();
    return largest[rank - 1] as number;
  });
  return Math.max(...thresholds);
}

function largestRisk(
  labels: number,
  drawWrong: () => boolean,
  rules: Pick<PageHinkleyRules, 'tolerance' | 'minimumLabels'>,
): number {
  const silent = { ...rules, threshold: Infinity };
  let state = pageHinkleyStart;
  let largest = 0;
  for (let label = 0; label < labels; label++) {
    const step = pageHinkley(state, drawWrong(), silent);
    state = step.state;
    if (state.labels >= rules.minimumLabels && step.risk > largest) largest = step.risk;
  }
  return largest;
}
