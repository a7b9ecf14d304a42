import type { SkipReason } from './list-files.js';
import type { Change } from './sync-document.js';

/** What became of the files of an import. */
export interface ImportReport {
  readonly counts: Record<Change, number>;
  readonly rejected: { readonly path: string; readonly reason: string }[];
  readonly skipped: ReadonlyMap<SkipReason, number>;
}

/** The counts, then each rejected file with its reason, a line each. */
export function describeReport({ counts, rejected, skipped }: ImportReport, dryRun: boolean): string {
  const { created, updated, unchanged } = counts;
  const reasons = [...skipped].map(([reason, count]) => `${count} ${reason}`).join(', ');
  const skippedCount = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    `${dryRun ? 'Nothing was written; it would have been: ' : ''}created ${created}, updated ${updated}, ` +
      `unchanged ${unchanged}, rejected ${rejected.length}; skipped ${skippedCount}${reasons && ` (${reasons})`}.`,
    ...rejected.map(({ path, reason }) => `rejected ${path}: ${reason}.`),
  ];
  return `${lines.join('\n')}\n`;
}
