import {
  assignTicket,
  giveFeedback,
  reopenTicket,
  replyToTicket,
  type RequestOf,
  resolveTicket,
} from '@driftdesk/contracts';
import { defaultIdentity } from '@driftdesk/governance';
import { HttpRoute, Input } from '@driftdesk/platform';
import { Controller } from '@nestjs/common';
import { KnownLabels } from './tickets/known-labels.js';
import { TicketDesk } from './tickets/ticket-desk.js';
import { TicketReader } from './tickets/ticket-reader.js';

/** What people do with tickets; each action answers with the ticket as it is then. */
@Controller()
export class DeskController {
  constructor(
    private readonly desk: TicketDesk,
    private readonly tickets: TicketReader,
    private readonly labels: KnownLabels,
  ) {}

  @HttpRoute(giveFeedback)
  async feedback(@Input() { params, body }: RequestOf<typeof giveFeedback>) {
    const { queue, urgency, helpful, comment } = body;
    await this.labels.require({ queue, urgency });
    await this.desk.giveFeedback(params.id, { labels: { queue, urgency }, helpful, comment }, defaultIdentity);
    return this.tickets.get(params.id);
  }

  @HttpRoute(replyToTicket)
  async reply(@Input() { params, body }: RequestOf<typeof replyToTicket>) {
    await this.desk.reply(params.id, body.text, defaultIdentity);
    return this.tickets.get(params.id);
  }

  @HttpRoute(assignTicket)
  async assign(@Input() { params, body }: RequestOf<typeof assignTicket>) {
    await this.desk.assign(params.id, body.assignee, defaultIdentity);
    return this.tickets.get(params.id);
  }

  @HttpRoute(resolveTicket)
  async resolve(@Input() { params, body }: RequestOf<typeof resolveTicket>) {
    await this.desk.resolve(params.id, body.resolution, body.addToKnowledge, defaultIdentity);
    return this.tickets.get(params.id);
  }

  @HttpRoute(reopenTicket)
  async reopen(@Input() { params, body }: RequestOf<typeof reopenTicket>) {
    await this.desk.reopen(params.id, body.comment, defaultIdentity);
    return this.tickets.get(params.id);
  }
}
