import {
  type DeskDescription,
  driftSummarySchema,
  getDesk,
  getDriftSummary,
  getSummary,
  type Summary,
} from '@driftdesk/contracts';
import { HttpRoute, OwnRoutes } from '@driftdesk/platform';
import { REGISTRY, type Registry } from '@driftdesk/registry';
import { Controller, Inject } from '@nestjs/common';
import { GATEWAY_OPTIONS, type GatewayOptions } from './options.js';
import { TicketCounter } from './summary/ticket-counter.js';

/** The desk at a glance: what the gateway knows, and what the drift monitor says. */
@Controller()
export class SummaryController {
  constructor(
    private readonly tickets: TicketCounter,
    private readonly routes: OwnRoutes,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
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

  @HttpRoute(getDesk)
  async describe(): Promise<DeskDescription> {
    const { home, triageModel: model } = this.options;
    const heads = await this.registry.labels(model);
    const queues = heads.find(({ name }) => name === 'queue')?.labels.map(({ label }) => label) ?? [];
    return { home, model, queues };
  }
}
