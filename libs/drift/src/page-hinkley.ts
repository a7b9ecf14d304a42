/** What the detector remembers between labels. Plain data; keep it with the model version that it watches. */
export interface PageHinkleyState {
  /** Labels since the start or the last alarm. */
  readonly labels: number;
  /** Share of wrong predictions among them. */
  readonly errorRate: number;
  /** Σ (error − error rate so far − tolerance), and its smallest value. */
  readonly sum: number;
  readonly smallest: number;
}

export interface PageHinkleyRules {
  /** Rise of the error rate that is not worth an alarm. */
  readonly tolerance: number;
  /** Labels before which there is no alarm. */
  readonly minimumLabels: number;
  /** Alarm when `risk` is larger, at an error rate; see `pageHinkleyThresholds`. */
  readonly threshold: (errorRate: number) => number;
}

export interface PageHinkleyStep {
  readonly state: PageHinkleyState;
  /** Page and Hinkley's statistic: how far the sum lies above its smallest value. */
  readonly statistic: number;
  /** The statistic in units of errorRate · (1 − errorRate) / (2 · tolerance), so that thresholds differ little by error rate. */
  readonly risk: number;
  /** That of the error rate so far. */
  readonly threshold: number;
  readonly alarm: boolean;
}

export const pageHinkleyStart: PageHinkleyState = { labels: 0, errorRate: 0, sum: 0, smallest: 0 };

/**
 * Page–Hinkley test for a rise of the error rate (Page 1954, Continuous Inspection Schemes; Hinkley 1971; as in Gama et
 * al. 2014, A Survey on Concept Drift Adaptation, section 3.2): takes one label in. After an alarm it begins anew.
 * Without drift the statistic's tail falls like exp(−2 · tolerance · statistic / variance) (Siegmund 1985, chapter II.6), hence `risk`.
 */
export function pageHinkley(state: PageHinkleyState, wrong: boolean, rules: PageHinkleyRules): PageHinkleyStep {
  const labels = state.labels + 1;
  const error = wrong ? 1 : 0;
  const errorRate = state.errorRate + (error - state.errorRate) / labels;
  const sum = state.sum + error - errorRate - rules.tolerance;
  const smallest = Math.min(state.smallest, sum);
  const statistic = sum - smallest;
  // Half an error and half a hit are added: after hits alone the variance is not zero.
  const rate = (errorRate * labels + 0.5) / (labels + 1);
  const risk = (2 * rules.tolerance * statistic) / (rate * (1 - rate));
  const threshold = rules.threshold(rate);
  const alarm = labels >= rules.minimumLabels && risk > threshold;
  return { state: alarm ? pageHinkleyStart : { labels, errorRate, sum, smallest }, statistic, risk, threshold, alarm };
}
