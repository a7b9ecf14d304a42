import type { ModelSpec } from '@driftdesk/contracts';
import { groupBy } from '@driftdesk/ml';
import type { TrainingRow } from '../training-rows.js';
import { haveVariety } from './variety.js';

/** Rows outside the holdout as the measured fit sees them. */
export interface DriftedSlice {
  /** What the measured fit learns. */
  readonly learned: readonly TrainingRow[];
  /** The latest of the drifted rows that agents labelled. */
  readonly slice: readonly TrainingRow[];
}

/**
 * Keeps the latest share of the drifted rows that agents labelled out of the measured fit: how a model does on what came
 * after it learned. Groups go as a whole, by their latest row; what else is in them is neither learned nor measured.
 * There is no slice where the rest could not be learned from.
 */
export function cutSlice(rows: readonly TrainingRow[], spec: ModelSpec): DriftedSlice {
  const groups = latestFirst(rows.filter(isDrifted));
  const wanted = spec.training.sliceShare * groups.reduce((sum, { rows: count }) => sum + count, 0);
  const taken = new Set<string>();
  let size = 0;
  for (const { group, rows: count } of groups) {
    if (Math.abs(size + count - wanted) >= Math.abs(size - wanted)) continue;
    taken.add(group);
    size += count;
  }
  const learned = rows.filter(({ group }) => !taken.has(group));
  if (!haveVariety(learned, spec)) return { learned: rows, slice: [] };
  return { learned, slice: rows.filter((row) => taken.has(row.group) && isDrifted(row)) };
}

/** Whether a person labelled the row while the stream drifted. */
export function isDrifted({ example: { drifted, source } }: TrainingRow): boolean {
  return drifted === true && (source === 'agent' || source === 'blind');
}

/** Groups with their number of rows, those with the latest row first, then by name; rows without a time are oldest. */
function latestFirst(rows: readonly TrainingRow[]): { group: string; rows: number }[] {
  return [...groupBy(rows, ({ group }) => group)]
    .map(([group, all]) => ({ group, rows: all.length, latest: Math.max(...all.map(timeOf)) }))
    .sort((left, right) => right.latest - left.latest || (left.group < right.group ? -1 : 1));
}

function timeOf({ example: { createdAt } }: TrainingRow): number {
  return createdAt === undefined ? 0 : Date.parse(createdAt);
}
