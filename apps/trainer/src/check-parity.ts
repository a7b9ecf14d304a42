import type { Card, FeatureSpec } from '@driftdesk/contracts';
import type { Graph, RowProbabilities } from '@driftdesk/inference';
import { scoreRows, softmaxRows } from '@driftdesk/ml';
import type { ShippedModel } from './refit-heads.js';
import { TrainingFailed } from './training-failed.js';
import { matrixOf, type Parts, type TrainingRow } from './training-rows.js';

const mostRows = 500;
const allowedDifference = 1e-4;

/** Compares the graph with the trainer's own arithmetic: calibration rows, which the heads never saw, then holdout. */
export async function checkParity(
  graph: Graph,
  shipped: ShippedModel,
  parts: Parts,
  features: FeatureSpec,
): Promise<Card['parity']> {
  const rows = [...parts.calibration, ...parts.holdout].slice(0, mostRows);
  const given = await graph.run(rows);
  const largest = largestDifference(shipped, rows, given, features);
  if (!(largest <= allowedDifference)) {
    throw new TrainingFailed(
      `The exported graph differs from the trainer’s arithmetic by ${largest.toExponential(2)} over ${rows.length} rows; ${allowedDifference} is allowed. The version was not written.`,
    );
  }
  return { rows: rows.length, largestDifference: largest };
}

function largestDifference(
  { vocabulary, heads }: ShippedModel,
  rows: readonly TrainingRow[],
  given: readonly RowProbabilities[],
  features: FeatureSpec,
): number {
  const matrix = matrixOf(rows, vocabulary, features);
  let largest = 0;
  for (const { name, head, temperature } of heads) {
    const expected = softmaxRows(scoreRows(matrix, head), head.classes, temperature);
    expected.forEach((probability, at) => {
      const graphs = given[Math.floor(at / head.classes)]?.[name]?.[at % head.classes];
      const difference = Math.abs(probability - (graphs ?? NaN));
      // Math.max keeps a NaN, and a NaN fails the check.
      largest = Math.max(largest, difference);
    });
  }
  return largest;
}
