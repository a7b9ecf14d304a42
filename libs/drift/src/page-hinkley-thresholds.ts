import { createRandom } from '@driftdesk/ml';
import { pageHinkley, pageHinkleyStart, type PageHinkleyRules } from './page-hinkley.js';

type Rules = Pick<PageHinkleyRules, 'tolerance' | 'minimumLabels'>;

export interface FeedbackBudget extends Rules {
  /** Labels to come, such as those of a month. */
  readonly labels: number;
  /** Expected false alarms among them, at most. */
  readonly falseAlarms: number;
  readonly seed: number;
}

/** Error rates whose thresholds are simulated; beyond the last one they hardly differ. */
const errorRates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5] as const;
const logOdds = errorRates.map((rate) => Math.log(rate / (1 - rate)));
/** Streams per error rate of which this many may alarm; more make a threshold steadier and slower to find. */
const alarmingStreams = 60;
const mostStreams = 1_000;

/**
 * Thresholds, by error rate, at which labels without drift alarm at most `falseAlarms` times on average. One threshold for
 * all rates would be that of the smallest, whose streams are the most uneven: two and a half times what 20 % needs. So each
 * rate has its own, and the running rate between two has one in between, by its log odds: the thresholds of a chart must be
 * those of the rate in control, which is estimated here (Montgomery 2009, Statistical Quality Control, section 9.1; Zhang &
 * Woodall 2015, Dynamic probability control limits for risk-adjusted Bernoulli CUSUM charts, doi 10.1002/sim.6547).
 * A stream may alarm with chance q = falseAlarms / (1 + falseAlarms): each alarm begins anew with fewer labels to come, so
 * that q + q² + … = falseAlarms bounds their number. A threshold is read off simulated streams, as the order statistic that
 * one more stream exceeds with at most that chance.
 * @throws RangeError when a number is not positive
 */
export function pageHinkleyThresholds({ labels, falseAlarms, seed, ...rules }: FeedbackBudget) {
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
  return (errorRate: number): number => interpolate(thresholds, errorRate);
}

/** Between the thresholds of the two nearest rates; beyond the ends, that of the end. */
function interpolate(thresholds: readonly number[], errorRate: number): number {
  const odds = Math.log(errorRate / (1 - errorRate));
  const above = logOdds.findIndex((one) => one >= odds);
  if (above === 0) return thresholds[0] as number;
  if (above < 0) return thresholds.at(-1) as number;
  const [low, high] = [logOdds[above - 1] as number, logOdds[above] as number];
  const share = (odds - low) / (high - low);
  return (1 - share) * (thresholds[above - 1] as number) + share * (thresholds[above] as number);
}

function largestRisk(labels: number, drawWrong: () => boolean, rules: Rules): number {
  const silent = { ...rules, threshold: () => Infinity };
  let state = pageHinkleyStart;
  let largest = 0;
  for (let label = 0; label < labels; label++) {
    const step = pageHinkley(state, drawWrong(), silent);
    state = step.state;
    if (state.labels >= rules.minimumLabels && step.risk > largest) largest = step.risk;
  }
  return largest;
}
