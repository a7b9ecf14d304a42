import { chiSquareTail } from './chi-square-distribution.js';

/** How often each category occurs in two windows. */
export interface CategoryCount {
  readonly category: string;
  readonly reference: number;
  readonly current: number;
}

export interface MixShift {
  /** Pearson's χ². */
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
  /** Population stability index; a measure of size that no threshold is on. */
  readonly psi: number;
  /** Every category, commonest in both windows first. */
  readonly counts: readonly CategoryCount[];
  /** Categories that were counted as one because they are rare. */
  readonly pooled: readonly string[];
}

/** Cochran's rule (1954): χ² is close to its distribution when every expected count is at least this. */
const fewestExpected = 5;

/**
 * Pearson's χ² test that two windows have the same mix of categories (`scipy.stats.chi2_contingency` without Yates'
 * correction). Categories whose expected count is below 5 in a window are counted as one; when they are too few even
 * together, with the rarest other one. Fewer than two categories say nothing: p = 1.
 * @throws RangeError when a window is empty
 */
export function mixShift(reference: readonly string[], current: readonly string[]): MixShift {
  if (reference.length === 0 || current.length === 0) throw new RangeError('A comparison of mixes needs two windows.');
  const counts = countCategories(reference, current);
  const smaller = Math.min(reference.length, current.length) / (reference.length + current.length);
  const { cells, pooled } = poolRare(counts, fewestExpected / smaller);
  const statistic = chiSquare(cells, reference.length, current.length);
  const degrees = Math.max(0, cells.length - 1);
  return {
    statistic,
    degrees,
    pValue: degrees === 0 ? 1 : chiSquareTail(statistic, degrees),
    psi: populationStabilityIndex(counts),
    counts,
    pooled,
  };
}

/**
 * Σ (q − p) ln(q / p) over the categories, p and q being their shares before and after; half a row is added to each
 * count, so that an empty one has a logarithm. Symmetric, at least 0.
 */
export function populationStabilityIndex(counts: readonly CategoryCount[]): number {
  const total = (window: 'reference' | 'current') => counts.reduce((sum, count) => sum + count[window] + emptyShare, 0);
  const before = total('reference');
  const after = total('current');
  return counts.reduce((sum, { reference, current }) => {
    const p = (reference + emptyShare) / before;
    const q = (current + emptyShare) / after;
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

const emptyShare = 0.5;

function countCategories(reference: readonly string[], current: readonly string[]): CategoryCount[] {
  const counts = new Map<string, { reference: number; current: number }>();
  const add = (categories: readonly string[], window: 'reference' | 'current') => {
    for (const category of categories) {
      const count = counts.get(category) ?? { reference: 0, current: 0 };
      count[window]++;
      counts.set(category, count);
    }
  };
  add(reference, 'reference');
  add(current, 'current');
  return [...counts]
    .map(([category, count]) => ({ category, ...count }))
    .sort((left, right) => totalOf(right) - totalOf(left) || (left.category < right.category ? -1 : 1));
}

type Cell = Pick<CategoryCount, 'reference' | 'current'>;

function totalOf({ reference, current }: Cell): number {
  return reference + current;
}

/** Categories, commonest first, of which those with less than `fewest` rows in both windows together are made one. */
function poolRare(counts: readonly CategoryCount[], fewest: number): { cells: Cell[]; pooled: string[] } {
  const common = counts.filter((count) => totalOf(count) >= fewest);
  const rare = counts.slice(common.length);
  if (rare.length === 0) return { cells: common, pooled: [] };
  if (rare.reduce((sum, count) => sum + totalOf(count), 0) < fewest) rare.unshift(...common.splice(-1));
  const together = {
    reference: rare.reduce((sum, { reference }) => sum + reference, 0),
    current: rare.reduce((sum, { current }) => sum + current, 0),
  };
  return { cells: [...common, together], pooled: rare.length > 1 ? rare.map(({ category }) => category) : [] };
}

function chiSquare(cells: readonly Cell[], referenceRows: number, currentRows: number): number {
  const rows = referenceRows + currentRows;
  return cells.reduce((sum, cell) => {
    const before = (totalOf(cell) * referenceRows) / rows;
    const after = (totalOf(cell) * currentRows) / rows;
    return sum + (cell.reference - before) ** 2 / before + (cell.current - after) ** 2 / after;
  }, 0);
}
