import { ImportProblem } from '../import-problem.js';
import type { TicketOptions } from './options.js';
import { readTickets } from './read-tickets.js';
import type { Rejection } from './to-ticket.js';

/** More labels than any desk has queues: such a column holds names or texts. */
const mostLabels = 1_000;

/** What a file holds, before anything of it is sent. */
export interface FileCheck {
  readonly rows: number;
  readonly duplicates: number;
  readonly rejectedRows: number;
  readonly rejections: readonly Rejection[];
  /** Head → label → rows, as the file spells it. */
  readonly labels: Readonly<Record<'queue' | 'urgency', ReadonlyMap<string, number>>>;
}

/** Reads the whole file once, so that one which breaks off in the middle sends nothing. @throws CsvProblem, ImportProblem */
export async function checkFile(options: TicketOptions): Promise<FileCheck> {
  const labels = { queue: new Map<string, number>(), urgency: new Map<string, number>() };
  const rejections: Rejection[] = [];
  let [rows, duplicates, rejectedRows] = [0, 0, 0];
  for await (const read of readTickets(options)) {
    rows++;
    if ('duplicateOf' in read) duplicates++;
    else if ('rejections' in read) {
      rejectedRows++;
      rejections.push(...read.rejections);
    } else {
      count(labels.queue, read.ticket.labels.queue, options.columns.queue);
      count(labels.urgency, read.ticket.labels.urgency, options.columns.urgency);
    }
  }
  return { rows, duplicates, rejectedRows, rejections, labels };
}

function count(counts: Map<string, number>, label: string | undefined, column: string | undefined): void {
  if (label === undefined) return;
  counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size <= mostLabels) return;
  throw new ImportProblem(`Column ${column} has more than ${mostLabels} different values; it does not hold labels.`);
}
