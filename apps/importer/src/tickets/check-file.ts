import type { TicketOptions } from './options.js';
import { readTickets } from './read-tickets.js';
import type { Rejection } from './to-ticket.js';

/** What a file holds, before anything of it is sent. */
export interface FileCheck {
  readonly rows: number;
  readonly duplicates: number;
  readonly rejectedRows: number;
  readonly rejections: readonly Rejection[];
  /** Head → label → rows, as the file spells it. */
  readonly labels: Readonly<Record<'queue' | 'urgency', ReadonlyMap<string, number>>>;
}

/** Reads the whole file once, so that one which breaks off in the middle sends nothing. @throws CsvProblem */
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
      count(labels.queue, read.ticket.labels.queue);
      count(labels.urgency, read.ticket.labels.urgency);
    }
  }
  return { rows, duplicates, rejectedRows, rejections, labels };
}

function count(counts: Map<string, number>, label: string | undefined): void {
  if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
}
