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
import {
  timelineOf,
  writeClassifications,
  writeFailures,
  writeOutcomes,
  writePassages,
  writeTimeline,
} from '../tickets/ticket-writes.js';

type Classified = z.infer<typeof ticketClassified.schema>;
type ContextRetrieved = z.infer<typeof ticketContextRetrieved.schema>;
type Answered = z.infer<typeof ticketAnswered.schema>;
type Failed = z.infer<typeof ticketFailed.schema>;

const consumer = 'gateway';

/** Each stage of a ticket becomes columns of its read model; the order of events does not matter. */
@Controller()
export class TicketStagesHandler {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Handles(ticketClassified, { consumer })
  async classified(batch: readonly Envelope<Classified>[]): Promise<Effects> {
    const rows = batch.map(({ payload }) => ({ ticketId: payload.ticket.id, classification: payload.classification }));
    return {
      write: async (tx) => {
        await writeClassifications(tx, rows);
        await writeTimeline(
          tx,
          timelineOf(batch, 'classified', ({ ticket }) => ticket.id),
        );
      },
    };
  }

  @Handles(ticketContextRetrieved, { consumer })
  async contextRetrieved(batch: readonly Envelope<ContextRetrieved>[]): Promise<Effects> {
    const rows = batch.map(({ payload }) => ({ ticketId: payload.ticket.id, passages: payload.passages }));
    return {
      write: async (tx) => {
        await writePassages(tx, rows);
        await writeTimeline(
          tx,
          timelineOf(batch, 'context_retrieved', ({ ticket }) => ticket.id),
        );
      },
    };
  }

  @Handles(ticketAnswered, { consumer })
  async answered(batch: readonly Envelope<Answered>[]): Promise<Effects> {
    const rows = batch.map(({ payload }) => ({ ticketId: payload.ticket.id, outcome: payload.outcome }));
    const timeline = batch.map(({ payload, occurredAt }) => ({
      ticketId: payload.ticket.id,
      event: payload.outcome.status,
      at: occurredAt,
    }));
    return {
      write: async (tx) => {
        await writeOutcomes(tx, rows);
        await writeTimeline(tx, timeline);
        for (const event of batch) this.count(event);
      },
    };
  }

  @Handles(ticketFailed, { consumer })
  async failed(batch: readonly Envelope<Failed>[]): Promise<Effects> {
    const rows = batch.map(({ payload }) => ({
      ticketId: payload.ticketId,
      reason: `${payload.stage}: ${payload.reason}`,
    }));
    return {
      write: async (tx) => {
        await writeFailures(tx, rows);
        await writeTimeline(
          tx,
          timelineOf(batch, 'failed', ({ ticketId }) => ticketId),
        );
      },
    };
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
