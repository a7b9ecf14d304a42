import type { Predictions } from './predictions.js';

export interface ClassMetrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Rows whose true class it is. */
  readonly support: number;
}

export interface ClassificationMetrics {
  readonly rows: number;
  readonly accuracy: number;
  /** Mean F1 over the classes that occur as truth or prediction, as scikit-learn counts them. */
  readonly macroF1: number;
  /** Mean F1 weighted by support. */
  readonly weightedF1: number;
  /** By class number. */
  readonly perClass: readonly ClassMetrics[];
  /** Rows: true class; columns: predicted class. */
  readonly confusion: readonly (readonly number[])[];
}

/** Accuracy, F1 and the confusion matrix. A ratio over no rows counts as 0. */
export function classificationMetrics({ targets, predicted }: Predictions, classes: number): ClassificationMetrics {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  targets.forEach((target, row) => {
    const counts = confusion[target] as number[];
    const guess = predicted[row] as number;
    counts[guess] = (counts[guess] as number) + 1;
  });
  const predictedOf = (c: number) => sum(confusion.map((counts) => counts[c] as number));
  const perClass = confusion.map((counts, c) => classMetrics(counts[c] as number, predictedOf(c), sum(counts)));
  const present = perClass.filter((metrics, c) => metrics.support > 0 || predictedOf(c) > 0);
  return {
    rows: targets.length,
    accuracy: ratio(sum(confusion.map((counts, c) => counts[c] as number)), targets.length),
    macroF1: ratio(sum(present.map(({ f1 }) => f1)), present.length),
    weightedF1: ratio(sum(perClass.map(({ f1, support }) => f1 * support)), targets.length),
    perClass,
    confusion,
  };
}

function classMetrics(hits: number, predicted: number, support: number): ClassMetrics {
  return {
    precision: ratio(hits, predicted),
    recall: ratio(hits, support),
    f1: ratio(2 * hits, predicted + support),
    support,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
