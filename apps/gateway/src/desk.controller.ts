import {
  assignTicket,
  type Author,
  giveFeedback,
  reopenTicket,
  replyToTicket,
  type RequestOf,
  resolveTicket,
} from '@driftdesk/contracts';
import { AuthoredBy, HttpProblem, HttpRoute, Input } from '@driftdesk/platform';
import { Controller } from '@nestjs/common';
import { KnownLabels } from './tickets/known-labels.js';
import { readReply } from './tickets/read-submission.js';
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
  async feedback(@Input() { params, body }: RequestOf<typeof giveFeedback>, @AuthoredBy() author: Author) {
    const { queue, urgency, helpful, comment, as } = body;
    requireOwnVoice(author, as);
    await this.labels.require({ queue, urgency });
    await this.desk.giveFeedback(params.id, { labels: { queue, urgency }, helpful, comment, as }, author);
    return this.tickets.get(params.id, author);
  }

  @HttpRoute(replyToTicket)
  async reply(@Input() { params, body }: RequestOf<typeof replyToTicket>, @AuthoredBy() author: Author) {
    requireOwnVoice(author, body.as);
    await this.desk.reply(params.id, { ...readReply(body), as: body.as }, author);
    return this.tickets.get(params.id, author);
  }

  @HttpRoute(assignTicket)
  async assign(@Input() { params, body }: RequestOf<typeof assignTicket>, @AuthoredBy() author: Author) {
    await this.desk.assign(params.id, body.assignee, author);
    return this.tickets.get(params.id, author);
  }

  @HttpRoute(resolveTicket)
  async resolve(@Input() { params, body }: RequestOf<typeof resolveTicket>, @AuthoredBy() author: Author) {
    await this.desk.resolve(params.id, body.resolution, body.addToKnowledge, author);
    return this.tickets.get(params.id, author);
  }

  @HttpRoute(reopenTicket)
  async reopen(@Input() { params, body }: RequestOf<typeof reopenTicket>, @AuthoredBy() author: Author) {
    await this.desk.reopen(params.id, body.comment, author);
    return this.tickets.get(params.id, author);
  }
}

function requireOwnVoice(author: Author, as: 'requester' | 'agent' | undefined): void {
  if (author.role !== 'requester' || as !== 'agent') return;
  throw new HttpProblem(403, 'role_not_allowed', 'Requesters speak for themselves; leave `as` out.');
}
