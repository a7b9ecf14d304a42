import { type Envelope, ticketLabelled } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { writeExamples } from './example-writes.js';

type Payload = z.infer<typeof ticketLabelled.schema>;

/** The consumer group of the drift monitor. */
export const consumer = 'drift-monitor';

@Controller()
export class TicketLabelledHandler {
  // An import brings thousands at once, and each costs only its share of one statement.
  @Handles(ticketLabelled, { consumer, batchSize: 64 })
  async keep(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const labelled = batch.map(({ payload, occurredAt: at }) => ({ ...payload, at }));
    return { write: (sql) => writeExamples(sql, labelled) };
  }
}
