import { driftSummarySchema, getDriftSummary, getSummary, type Summary } from '@driftdesk/contracts';
import { HttpRoute, OwnRoutes } from '@driftdesk/platform';
import { Controller } from '@nestjs/common';
import { TicketCounter } from './summary/ticket-counter.js';

/** The desk at a glance: what the gateway knows, and what the drift monitor says. */
@Controller()
export class SummaryController {
  constructor(
    private readonly tickets: TicketCounter,
    private readonly routes: OwnRoutes,
  ) {}

  @HttpRoute(getSummary)
  async get(): Promise<Summary> {
    const [tickets, loop] = await Promise.all([
      this.tickets.count(new Date()),
      this.routes.get(getDriftSummary, driftSummarySchema),
    ]);
    if (loop.missing !== undefined) return { tickets, missing: [{ part: 'loop', reason: loop.missing }] };
    return { tickets, loop: loop.body, missing: [] };
  }
}
