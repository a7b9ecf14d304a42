import {
  type Envelope,
  ticketAnswered,
  ticketClassified,
  ticketContextRetrieved,
  ticketFailed,
} from '@driftdesk/contracts';
import { type Effects, Handles } from '@driftdesk/messaging';
import { LOGGER, type Logger, METRICS, type Metrics } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { forgetErased } from '../privacy/quotations.js';
import { writeClassifications, writeFailures, writeOutcomes, writePassages } from '../tickets/stage-writes.js';

type Classified = z.infer<typeof ticketClassified.schema>;
type ContextRetrieved = z.infer<typeof ticketContextRetrieved.schema>;
type Answered = z.infer<typeof ticketAnswered.schema>;
type Failed = z.infer<typeof ticketFailed.schema>;

const consumer = 'gateway';
const idOf = ({ ticketId }: { readonly ticketId: string }) => ticketId;

/** Each stage of a ticket becomes columns of its read model; the order of events does not matter. */
@Controller()
export class TicketStagesHandler {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Handles(ticketClassified, { consumer })
  async classified(batch: readonly Envelope<Classified>[]): Promise<Effects> {
    const rows = batch.map(({ payload, occurredAt: at }) => ({
      ticketId: payload.ticket.id,
      at,
      classification: payload.classification,
    }));
    return { write: (sql) => writeClassifications(sql, rows) };
  }

  @Handles(ticketContextRetrieved, { consumer })
  async contextRetrieved(batch: readonly Envelope<ContextRetrieved>[]): Promise<Effects> {
    const rows = batch.map(({ payload, occurredAt: at }) => ({
      ticketId: payload.ticket.id,
      at,
      passages: payload.passages,
    }));
    return {
      write: async (sql) => {
        await writePassages(sql, rows);
        await forgetErased(sql, rows.map(idOf));
      },
    };
  }

  @Handles(ticketAnswered, { consumer })
  async answered(batch: readonly Envelope<Answered>[]): Promise<Effects> {
    const rows = batch.map(({ payload, occurredAt: at }) => ({
      ticketId: payload.ticket.id,
      at,
      outcome: payload.outcome,
    }));
    return {
      write: async (sql) => {
        await writeOutcomes(sql, rows);
        await forgetErased(sql, rows.map(idOf));
      },
      committed: () => {
        for (const event of batch) this.count(event);
      },
    };
  }

  @Handles(ticketFailed, { consumer })
  async failed(batch: readonly Envelope<Failed>[]): Promise<Effects> {
    const rows = batch.map(({ payload, occurredAt: at }) => ({
      ticketId: payload.ticketId,
      at,
      reason: `${payload.stage}: ${payload.reason}`,
    }));
    return { write: (sql) => writeFailures(sql, rows) };
  }

  private count({ payload, occurredAt, correlationId }: Envelope<Answered>): void {
    const { outcome, ticket } = payload;
    const reason = outcome.status === 'needs_human' ? outcome.reason : 'none';
    const seconds = (Date.parse(occurredAt) - Date.parse(ticket.submittedAt)) / 1000;
    this.metrics.ticketOutcomes.inc({ status: outcome.status, reason });
    this.metrics.ticketSeconds.observe(seconds);
    this.logger.info(
      { correlationId, ticketId: ticket.id, status: outcome.status, reason, seconds },
      'ticket finished',
    );
  }
}
