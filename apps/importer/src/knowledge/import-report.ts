import type { SkipReason } from './list-files.js';
import type { Change } from './sync-document.js';

/** What became of the files of an import. */
export interface ImportReport {
  readonly counts: Record<Change, number>;
  readonly rejected: { readonly path: string; readonly reason: string }[];
  /** What is odd about files that were taken, and their paths. */
  readonly warnings: Map<string, string[]>;
  readonly skipped: ReadonlyMap<SkipReason, readonly string[]>;
}

/** Most paths that a warning, or a reason to skip files, names. */
const shownPaths = 10;

/** The counts, then each rejected file with its reason, each warning with its files, and what was skipped; a line each. */
export function describeReport({ counts, rejected, warnings, skipped }: ImportReport, dryRun: boolean): string {
  const { created, updated, unchanged } = counts;
  const reasons = [...skipped].map(([reason, paths]) => `${paths.length} ${reason}`).join(', ');
  const skippedCount = [...skipped.values()].reduce((sum, paths) => sum + paths.length, 0);
  const lines = [
    `${dryRun ? 'Nothing was written; it would have been: ' : ''}created ${created}, updated ${updated}, ` +
      `unchanged ${unchanged}, rejected ${rejected.length}; skipped ${skippedCount}${reasons && ` (${reasons})`}.`,
    ...rejected.map(({ path, reason }) => `rejected ${path}: ${reason}.`),
    ...[...warnings].map(([warning, paths]) => `warning: ${warning} (${listPaths(paths)})`),
    ...[...skipped].map(([reason, paths]) => `skipped, ${reason}: ${listPaths(paths)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function listPaths(paths: readonly string[]): string {
  const hidden = paths.length - shownPaths;
  return `${paths.slice(0, shownPaths).join(', ')}${hidden > 0 ? ` and ${hidden} more files` : ''}`;
}
