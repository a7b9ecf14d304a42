import { type Envelope, ticketClassified } from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { noteObservations } from '../drift/evaluations-due.js';
import { EvaluationTimer } from '../drift/evaluation-timer.js';
import { consumer } from '../examples/consumer.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from '../options.js';
import { writeObservations } from './observation-writes.js';

type Payload = z.infer<typeof ticketClassified.schema>;

@Controller()
export class TicketClassifiedHandler {
  constructor(
    private readonly timer: EvaluationTimer,
    @Inject(DRIFT_MONITOR_OPTIONS) private readonly options: DriftMonitorOptions,
  ) {}

  @Handles(ticketClassified, { consumer, batchSize: 64 })
  async observe(batch: readonly Envelope<Payload>[]): Promise<Effects> {
    const classified = batch.map(({ payload, occurredAt: at }) => ({ ...payload, at }));
    let added = 0;
    return {
      write: async (sql) => {
        added = await writeObservations(sql, classified, this.options.rules.blindShare);
        await noteObservations(sql, modelsOf(classified), added);
      },
      committed: () => this.timer.observed(added),
    };
  }
}

function modelsOf(classified: readonly Payload[]): string[] {
  return [...new Set(classified.map(({ classification }) => classification.model.name))];
}
