import { groupBy } from '@driftdesk/ml';
import type { TrainingRow } from '../training-rows.js';
import { isDrifted } from './slice.js';

/**
 * Takes back labels that people contradict. Of the drifted rows of one group, which are nearly one ticket, each label
 * cancels one that says otherwise; the newest of the label that is left over stay. Contradictions teach a model nothing but
 * to hedge: on rows that are said to be both, flat probabilities have the better Brier score, so a hedging candidate would
 * beat a champion that is right about half of them.
 * @returns the rows in order; without a label left a row is gone
 */
export function withoutContradictions(rows: readonly TrainingRow[]): TrainingRow[] {
  const cancelled = new Map<TrainingRow, Set<string>>();
  for (const group of groupBy(rows.filter(isDrifted), ({ group: name }) => name).values()) {
    const heads = new Set(group.flatMap(({ example }) => Object.keys(example.labels)));
    for (const head of heads) {
      for (const row of contradicted(group, head)) cancelled.set(row, (cancelled.get(row) ?? new Set()).add(head));
    }
  }
  return rows.flatMap((row) => {
    const heads = cancelled.get(row);
    if (heads === undefined) return [row];
    const labels = Object.fromEntries(Object.entries(row.example.labels).filter(([head]) => !heads.has(head)));
    return Object.keys(labels).length === 0 ? [] : [{ ...row, example: { ...row.example, labels } }];
  });
}

/** The rows of one ticket whose label of a head is cancelled by another's. */
function contradicted(group: readonly TrainingRow[], head: string): readonly TrainingRow[] {
  const said = group.filter(({ example }) => example.labels[head] !== undefined);
  const byLabel = [...groupBy(said, ({ example }) => example.labels[head] as string).values()];
  if (byLabel.length < 2) return [];
  const [most = []] = byLabel.sort((left, right) => right.length - left.length);
  const left = Math.max(0, 2 * most.length - said.length);
  const newest = new Set([...most].sort(latestFirst).slice(0, left));
  return said.filter((row) => !newest.has(row));
}

function latestFirst({ example: left }: TrainingRow, { example: right }: TrainingRow): number {
  const [before, after] = [left.createdAt ?? '', right.createdAt ?? ''];
  if (before !== after) return before < after ? 1 : -1;
  return left.id < right.id ? 1 : -1;
}
