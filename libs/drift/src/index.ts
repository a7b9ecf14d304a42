export { type WindowRow } from './window-row.js';
export {
  compareWindows,
  type CompareOptions,
  type Comparison,
  type HeadMix,
  type TestDetails,
  type TestResult,
  type TestResultOf,
} from './compare-windows.js';
export {
  planFalseAlarms,
  testNames,
  thresholdsFor,
  type FalseAlarmBudget,
  type FalseAlarmPlan,
  type TestName,
} from './false-alarms.js';
export {
  judge,
  verdictStart,
  type Verdict,
  type VerdictRules,
  type VerdictSignal,
  type VerdictState,
  type VerdictStatus,
} from './verdict.js';
export {
  pageHinkley,
  pageHinkleyStart,
  type PageHinkleyRules,
  type PageHinkleyState,
  type PageHinkleyStep,
} from './page-hinkley.js';
export { pageHinkleyThresholds, type FeedbackBudget } from './page-hinkley-thresholds.js';
export { binomialTail } from './binomial-tail.js';
export { findRootCause, type MovedLabel, type MovedRow, type RootCause } from './root-cause.js';
export { type TermShift } from './log-odds.js';
export { type CategoryCount, type MixShift } from './label-mix.js';
export { type ColumnShift } from './softmax-shift.js';
