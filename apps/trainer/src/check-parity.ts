import type { Card, FeatureSpec } from '@driftdesk/contracts';
import type { Graph, GraphOutput } from '@driftdesk/inference';
import { designRows, type ClassGaussians, distancesToClasses, scoreRows, softmaxRows } from '@driftdesk/ml';
import type { FittedModel } from './fit-model.js';
import { TrainingFailed } from './training-failed.js';
import { type TrainingRow } from './training-rows.js';

const mostRows = 500;
const allowedDifference = 1e-4;

/** Compares the graph with the trainer's own arithmetic, probabilities and distances. */
export async function checkParity(
  graph: Graph,
  shipped: FittedModel,
  all: readonly TrainingRow[],
  features: FeatureSpec,
): Promise<Card['parity']> {
  const rows = all.slice(0, mostRows);
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
  { vocabulary, heads, scope }: FittedModel,
  rows: readonly TrainingRow[],
  given: readonly GraphOutput[],
  features: FeatureSpec,
): number {
  const matrix = designRows(rows, vocabulary, features);
  let largest = 0;
  for (const { name, head, temperature } of heads) {
    const expected = softmaxRows(scoreRows(matrix, head), head.classes, temperature);
    expected.forEach((probability, at) => {
      const graphs = given[Math.floor(at / head.classes)]?.probabilities[name]?.[at % head.classes];
      const difference = Math.abs(probability - (graphs ?? NaN));
      // Math.max keeps a NaN, and a NaN fails the check.
      largest = Math.max(largest, difference);
    });
  }
  return scope === undefined ? largest : Math.max(largest, relativeDifference(scope.gaussians, rows, given));
}

/** Distances are no probabilities: what counts is how large the difference is next to the distance. */
function relativeDifference(
  gaussians: ClassGaussians,
  rows: readonly TrainingRow[],
  given: readonly GraphOutput[],
): number {
  const expected = distancesToClasses(
    rows.map(({ embedding }) => embedding),
    gaussians,
  );
  return expected.reduce(
    (largest, distance, row) => Math.max(largest, Math.abs(distance - (given[row]?.distance ?? NaN)) / (1 + distance)),
    0,
  );
}
