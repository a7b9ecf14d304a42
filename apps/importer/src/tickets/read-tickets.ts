import { createHash } from 'node:crypto';
import type { ImportedTicket } from '@driftdesk/contracts';
import { readCsv } from '@driftdesk/csv';
import { columnNames, type TicketOptions } from './options.js';
import { columnOf, type Rejection, toTicket } from './to-ticket.js';

/** What a row of the file is: a ticket to send, one that an earlier row has sent, or nothing that can be sent. */
export type TicketRow =
  | { readonly row: number; readonly ticket: ImportedTicket }
  | { readonly row: number; readonly duplicateOf: number }
  | { readonly row: number; readonly rejections: readonly Rejection[] };

/** Reads a file row by row. @throws CsvProblem */
export async function* readTickets({ file, delimiter, columns, language }: TicketOptions): AsyncGenerator<TicketRow> {
  const earlier = new Map<string, { row: number; digest: string }>();
  for await (const csvRow of readCsv(file, columnNames(columns), { delimiter })) {
    const row = csvRow.number;
    const read = toTicket(csvRow, columns, language);
    if ('rejections' in read) {
      yield { row, rejections: read.rejections };
      continue;
    }
    const digest = createHash('sha256').update(JSON.stringify(read.ticket)).digest('base64');
    const first = earlier.get(read.ticket.externalId);
    if (first === undefined) {
      earlier.set(read.ticket.externalId, { row, digest });
      yield { row, ticket: read.ticket };
    } else if (first.digest === digest) yield { row, duplicateOf: first.row };
    else yield { row, rejections: [{ row, column: columnOf('externalId', columns), reason: contradicts(first.row) }] };
  }
}

function contradicts(row: number): string {
  return `is that of row ${row}, which says something else about it`;
}
