import { writeFile } from 'node:fs/promises';
import { ImportProblem } from '../import-problem.js';
import type { FileCheck } from './check-file.js';
import type { TicketOptions } from './options.js';
import type { Sent } from './send-tickets.js';
import type { Rejection } from './to-ticket.js';

const shownRejections = 20;
const shownLabels = 40;

/** What happened, as lines for whoever started the import. */
export function reportLines({ file, dryRun }: TicketOptions, check: FileCheck, sent: Sent): string[] {
  const { created, updated, unchanged, rejected } = sent.counts;
  const counts: [string, number][] = [
    [dryRun ? 'to create' : 'created', created],
    [dryRun ? 'to relabel' : 'relabelled', updated],
    ['there already', unchanged],
    ['twice in the file', check.duplicates],
    ['rejected', check.rejectedRows + rejected],
  ];
  return [
    `${file}: ${check.rows} rows${dryRun ? ', nothing is stored (dry run)' : ''}`,
    ...counts.map(([title, count]) => `  ${title.padEnd(18)}${String(count).padStart(9)}`),
    ...Object.entries(check.labels).flatMap(([head, labels]) => labelLines(head, labels, sent)),
  ];
}

function labelLines(head: string, labels: ReadonlyMap<string, number>, { newLabels, respelled }: Sent): string[] {
  if (labels.size === 0) return [];
  const added = newLabels.get(head);
  const others = new Map(respelled.filter((one) => one.head === head).map(({ label, as }) => [label, as]));
  const note = (label: string) => {
    const as = others.get(label);
    if (as !== undefined) return `  counts as ${as}`;
    return added?.has(label) ? '  new' : '';
  };
  // A label that is taken for another one is never left out: its author may have meant two.
  const shown = [...labels]
    .sort(([, left], [, right]) => right - left)
    .filter(([label], place) => place < shownLabels || others.has(label));
  const more = labels.size > shown.length ? [`  … and ${labels.size - shown.length} more`] : [];
  return [
    `${head}: ${labels.size} labels${others.size === 0 ? '' : `, ${others.size} of them spelled otherwise than the desk does`}`,
    ...shown.map(([label, rows]) => `  ${label.padEnd(40)}${String(rows).padStart(9)}${note(label)}`),
    ...more,
  ];
}

/** The first rejections, a line each. */
export function rejectionLines(rejections: readonly Rejection[], hasFile: boolean): string[] {
  const shown = rejections.slice(0, shownRejections).map(describe);
  const hidden = rejections.length - shown.length;
  if (hidden === 0) return shown;
  return [...shown, `… and ${hidden} more${hasFile ? '' : '; --rejects FILE writes all of them'}`];
}

function describe({ row, column, reason }: Rejection): string {
  return `row ${row}${column === '' ? '' : `, column ${column}`}: ${reason}`;
}

/** Writes all rejections as CSV (RFC 4180). @throws ImportProblem when the file cannot be written */
export async function writeRejections(file: string, rejections: readonly Rejection[]): Promise<void> {
  const lines = rejections.map(({ row, column, reason }) => `${row},${quoted(column)},${quoted(reason)}`);
  await writeFile(file, ['row,column,reason', ...lines, ''].join('\r\n')).catch((error: Error) => {
    throw new ImportProblem(`The rejects cannot be written to ${file}: ${error.message}.`);
  });
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}
