import { type Envelope, ticketLabelled } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { noteLabels } from '../drift/evaluations-due.js';
import { EvaluationTimer } from '../drift/evaluation-timer.js';
import { consumer } from './consumer.js';
import { writeExamples } from './example-writes.js';
import { countAuthors } from './label-authors.js';

type Payload = z.infer<typeof ticketLabelled.schema>;

@Controller()
export class TicketLabelledHandler {
  constructor(private readonly timer: EvaluationTimer) {}

  // An import brings thousands at once, and each costs only its share of one statement.
  @Handles(ticketLabelled, { consumer, batchSize: 64 })
  async keep(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const labelled = batch.map(({ payload, occurredAt: at }) => ({ ...payload, at }));
    return {
      write: async (sql) => {
        await writeExamples(sql, labelled);
        await countAuthors(sql, labelled);
        await noteLabels(sql, labelled.length);
      },
      committed: () => this.timer.labelled(labelled.length),
    };
  }
}
