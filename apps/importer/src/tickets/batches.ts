import { type ImportedTicket, maxImportBatch } from '@driftdesk/contracts';
import type { TicketRow } from './read-tickets.js';
import { sizeOf } from './to-ticket.js';

/** A ticket and the row it stands in. */
export interface RowTicket {
  readonly row: number;
  readonly ticket: ImportedTicket;
}

/** Most bytes of a batch's tickets; the desk takes bodies of 1 MiB. */
const maxBatchBytes = 900_000;

/** Groups the tickets of a file into batches that the desk takes. */
export async function* inBatches(rows: AsyncIterable<TicketRow>): AsyncGenerator<RowTicket[]> {
  let batch: RowTicket[] = [];
  let bytes = 0;
  for await (const row of rows) {
    if (!('ticket' in row)) continue;
    const size = sizeOf(row.ticket) + 1;
    if (batch.length === maxImportBatch || (batch.length > 0 && bytes + size > maxBatchBytes)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
