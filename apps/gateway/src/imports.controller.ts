import { type Author, importTickets, type RequestOf } from '@driftdesk/contracts';
import { AuthoredBy, CalledBy, type Caller, HttpRoute, Input, requireEffect } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';
import { ImportLabels } from './imports/import-labels.js';
import { parseImport } from './imports/parse-import.js';
import { TicketImport } from './imports/ticket-import.js';
import { GATEWAY_OPTIONS, type GatewayOptions } from './options.js';

/** Solved tickets of other systems: history to learn from. */
@Controller()
export class ImportsController {
  constructor(
    private readonly imports: TicketImport,
    private readonly labels: ImportLabels,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  @HttpRoute(importTickets)
  async tickets(
    @Input() { body }: RequestOf<typeof importTickets>,
    @AuthoredBy() author: Author,
    @CalledBy() caller: Caller,
  ) {
    const parsed = parseImport(body.tickets);
    const good = parsed.flatMap((one) => ('ticket' in one ? [one.ticket] : []));
    const { tickets, newLabels, respelled } = await this.labels.spell(good);
    if (Object.keys(newLabels).length > 0) requireEffect('label.registered', caller);
    if (!body.dryRun) await this.labels.register(newLabels, author);
    const stored = body.dryRun
      ? await this.imports.preview(tickets, author)
      : await this.imports.store(tickets, author);
    const results = stored.values();
    return {
      model: this.options.triageModel,
      results: parsed.map((one) => ('rejection' in one ? one.rejection : results.next().value)),
      newLabels,
      respelled,
      changedAt: await this.imports.changedAt(tickets),
    };
  }
}
