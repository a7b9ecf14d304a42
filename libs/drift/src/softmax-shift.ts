import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';

/** One label's probabilities, compared. */
export interface ColumnShift {
  readonly head: string;
  /** The label's number in its head. */
  readonly column: number;
  readonly statistic: number;
  readonly pValue: number;
  /** Mean probability in each window. */
  readonly before: number;
  readonly after: number;
}

export interface SoftmaxShift {
  /** D of the column with the smallest p. */
  readonly statistic: number;
  /** The smallest p times the number of columns, at most 1. */
  readonly pValue: number;
  /** All columns, smallest p first. */
  readonly columns: readonly ColumnShift[];
}

type Probabilities = Readonly<Record<string, Float32Array>>;

/**
 * Black-box shift detection on soft predictions (Rabanser, Günnemann & Lipton 2019, Failing Loudly, arXiv 1810.11953):
 * a Kolmogorov–Smirnov test on each column of each head's probabilities, Bonferroni over all of them.
 * @throws RangeError when a window is empty, or a row's heads are not those of the first row
 */
export function softmaxShift(reference: readonly Probabilities[], current: readonly Probabilities[]): SoftmaxShift {
  const [first] = reference;
  if (first === undefined || current.length === 0)
    throw new RangeError('A comparison of probabilities needs two windows.');
  const columns = Object.entries(first).flatMap(([head, { length }]) =>
    Array.from({ length }, (_, column): ColumnShift => {
      const before = columnOf(reference, head, column, length);
      const after = columnOf(current, head, column, length);
      return { head, column, ...kolmogorovSmirnov(before, after), before: mean(before), after: mean(after) };
    }),
  );
  columns.sort((left, right) => left.pValue - right.pValue);
  const [most] = columns;
  if (most === undefined) throw new RangeError('The rows have no probabilities.');
  return { statistic: most.statistic, pValue: Math.min(1, columns.length * most.pValue), columns };
}

function columnOf(rows: readonly Probabilities[], head: string, column: number, labels: number): Float64Array {
  return Float64Array.from(rows, (row, at) => {
    const probabilities = row[head];
    if (probabilities?.length !== labels) {
      throw new RangeError(
        `Row ${at + 1} has ${probabilities?.length ?? 0} probabilities of head "${head}", the reference ${labels}. Compare rows of one model version.`,
      );
    }
    return probabilities[column] as number;
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
