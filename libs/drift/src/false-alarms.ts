/** The tests that a comparison of two windows makes. */
export const testNames = [
  'softmax',
  'embedding-cells',
  'embedding-mean',
  'label-mix',
  'language-mix',
  'text-length',
  'unseen-words',
] as const;
export type TestName = (typeof testNames)[number];

/** Each test's share of a comparison's α; together 1. Chosen by `npm run bench -- drift`, see docs/adr/0047. */
const shares: Readonly<Record<TestName, number>> = {
  softmax: 0.15,
  'embedding-cells': 0.45,
  'embedding-mean': 0.08,
  'label-mix': 0.2,
  'language-mix': 0.04,
  'text-length': 0.04,
  'unseen-words': 0.04,
};

/** Weighted Bonferroni: the thresholds add up to α, so that a comparison without drift alarms with at most that chance. */
export function thresholdsFor(alpha: number): Record<TestName, number> {
  return Object.fromEntries(testNames.map((name) => [name, shares[name] * alpha])) as Record<TestName, number>;
}

/** What an operator declares, and how much there is to judge. */
export interface FalseAlarmBudget {
  /** Expected false alarms in a month. */
  readonly falseAlarms: number;
  /** Evaluations of the windows in a month. */
  readonly evaluations: number;
  /** Drifted windows that an alarm takes. */
  readonly windowsInARow: number;
}

export interface FalseAlarmPlan {
  /** The chance of a false alarm that one evaluation may have. */
  readonly alpha: number;
  /** Expected false alarms in a month that the feedback detector may have. */
  readonly feedbackFalseAlarms: number;
}

/** Of the budget; the rest is the windows'. */
const feedbackShare = 0.25;
/** A test whose threshold is larger says little about a single window. */
const largestAlpha = 0.05;

/**
 * α of one evaluation. Without drift, E evaluations have αE drifted windows on average, whether or not windows overlap or share
 * a reference; each alarm takes `windowsInARow` of its own, so there are at most αE / windowsInARow alarms.
 * @throws RangeError when a number is not positive
 */
export function planFalseAlarms({ falseAlarms, evaluations, windowsInARow }: FalseAlarmBudget): FalseAlarmPlan {
  for (const [name, value] of Object.entries({ falseAlarms, evaluations, windowsInARow })) {
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be positive.`);
  }
  const alpha = ((1 - feedbackShare) * falseAlarms * windowsInARow) / evaluations;
  return { alpha: Math.min(largestAlpha, alpha), feedbackFalseAlarms: feedbackShare * falseAlarms };
}
