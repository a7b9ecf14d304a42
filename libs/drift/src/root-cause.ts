import { wordsOf } from '@driftdesk/ml';
import { compareWindows, type CompareOptions, type Comparison } from './compare-windows.js';
import { classifyDomain } from './domain-classifier.js';
import { logOddsShift, type TermCount, type TermShift } from './log-odds.js';
import type { WindowRow } from './window-row.js';

/** A current row, by its place in the window, and how unlike the reference it is (0–1). */
export interface MovedRow {
  readonly row: number;
  readonly score: number;
}

/** A label's share of the predictions. */
export interface MovedLabel {
  readonly head: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

export interface RootCause {
  /** How well the windows can be told apart by their embeddings; 0.5: not at all. */
  readonly auc: number;
  /** Every current row, the least like the reference first. */
  readonly rows: readonly MovedRow[];
  /** Terms that became commoner and rarer, the clearest first. */
  readonly terms: { readonly rising: readonly TermShift[]; readonly falling: readonly TermShift[] };
  /** Every label, the largest change first. */
  readonly labels: readonly MovedLabel[];
  /**
   * The fewest first ones of `rows` without which the alarm goes away, and what the tests then say. Absent when it does
   * not go away without the first half, or when there was no alarm.
   */
  readonly removal?: { readonly rows: number; readonly comparison: Comparison } | undefined;
}

const mostTerms = 15;
/** Below this standard score a term is noise among thousands. */
const leastScore = 3;
/** Prior of the terms' log-odds, in occurrences. */
const priorCount = 1_000;

/**
 * What moved between two windows: which rows, by a classifier of the windows; which terms; which labels; and how few
 * rows carry the alarm. `options` are those of the comparison that alarmed.
 */
export function findRootCause(
  reference: readonly WindowRow[],
  current: readonly WindowRow[],
  options: CompareOptions,
): RootCause {
  const embeddingOf = ({ embedding }: WindowRow) => embedding;
  const { auc, scores } = classifyDomain(reference.map(embeddingOf), current.map(embeddingOf), options.seed);
  const rows = Array.from(scores, (score, row): MovedRow => ({ row, score })).sort(
    (left, right) => right.score - left.score || left.row - right.row,
  );
  return {
    auc,
    rows,
    terms: movedTerms(reference, current),
    labels: movedLabels(reference, current),
    removal: fewestToRemove(reference, current, rows, options),
  };
}

/** A term counts once a text, so that no single text makes one. */
function movedTerms(reference: readonly WindowRow[], current: readonly WindowRow[]): RootCause['terms'] {
  const counts = new Map<string, { reference: number; current: number }>();
  const add = (rows: readonly WindowRow[], window: 'reference' | 'current') => {
    for (const term of rows.flatMap(({ text }) => [...new Set(wordsOf(text))])) {
      const count = counts.get(term) ?? { reference: 0, current: 0 };
      count[window]++;
      counts.set(term, count);
    }
  };
  add(reference, 'reference');
  add(current, 'current');
  const shifts = logOddsShift(
    [...counts].map(([term, count]): TermCount => ({ term, ...count })),
    priorCount,
  ).filter(({ z }) => Math.abs(z) >= leastScore);
  return {
    rising: shifts.filter(({ z }) => z > 0).slice(0, mostTerms),
    falling: shifts
      .filter(({ z }) => z < 0)
      .reverse()
      .slice(0, mostTerms),
  };
}

function movedLabels(reference: readonly WindowRow[], current: readonly WindowRow[]): MovedLabel[] {
  const all = [...reference, ...current];
  const heads = Object.keys(all[0]?.labels ?? {});
  return heads
    .flatMap((head) => {
      const share = (rows: readonly WindowRow[], label: string) =>
        rows.filter(({ labels }) => labels[head] === label).length / rows.length;
      return [...new Set(all.map(({ labels }) => labels[head] ?? ''))].map((label) => ({
        head,
        label,
        before: share(reference, label),
        after: share(current, label),
      }));
    })
    .sort((left, right) => Math.abs(right.after - right.before) - Math.abs(left.after - left.before));
}

/** Doubles the rows removed until the tests are quiet, then halves the step back: one row less, and they alarm. */
function fewestToRemove(
  reference: readonly WindowRow[],
  current: readonly WindowRow[],
  rows: readonly MovedRow[],
  options: CompareOptions,
): RootCause['removal'] {
  const without = (count: number): Comparison => {
    const removed = new Set(rows.slice(0, count).map(({ row }) => row));
    return compareWindows(
      reference,
      current.filter((_, row) => !removed.has(row)),
      options,
    );
  };
  const most = Math.floor(current.length / 2);
  if (!without(0).drifted) return undefined;
  let alarming = 0;
  let quiet = Math.min(most, Math.max(1, Math.ceil(current.length / 50)));
  let comparison = without(quiet);
  while (comparison.drifted) {
    if (quiet >= most) return undefined;
    alarming = quiet;
    quiet = Math.min(most, Math.ceil(quiet * 1.5));
    comparison = without(quiet);
  }
  while (quiet - alarming > 1) {
    const middle = (alarming + quiet) >> 1;
    const attempt = without(middle);
    if (attempt.drifted) alarming = middle;
    else [quiet, comparison] = [middle, attempt];
  }
  return { rows: quiet, comparison };
}
