import type { ModelSpec } from '@driftdesk/contracts';
import type { TrainingRow } from '../training-rows.js';

/** Whether every head finds rows of two of its labels among these, and the rows are of two groups. */
export function haveVariety(rows: readonly TrainingRow[], { heads }: ModelSpec): boolean {
  const groups = new Set(rows.map(({ group }) => group));
  return groups.size >= 2 && heads.every(({ name, labels }) => countLabels(rows, name, labels) >= 2);
}

function countLabels(rows: readonly TrainingRow[], head: string, labels: readonly string[]): number {
  const found = new Set(rows.map(({ example }) => example.labels[head]));
  return labels.filter((label) => found.has(label)).length;
}
