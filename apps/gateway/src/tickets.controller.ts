import {
  getTicket,
  listTickets,
  type RequestOf,
  submitTicket,
  type Ticket,
  ticketEvents,
  type TicketView,
} from '@driftdesk/contracts';
import { defaultIdentity, withDefaultConsent } from '@driftdesk/governance';
import { detectLanguage } from '@driftdesk/language';
import { conflict, currentCorrelationId, HttpRoute, Input } from '@driftdesk/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { GATEWAY_OPTIONS, type GatewayOptions } from './options.js';
import { digestRequest } from './tickets/idempotency.js';
import { maxWaitSeconds, OutcomeWaiter } from './tickets/outcome-waiter.js';
import { streamTicket } from './tickets/stream-ticket.js';
import { TicketChanges } from './tickets/ticket-changes.js';
import { TicketDrafts } from './tickets/ticket-drafts.js';
import { type Accepted, TicketIntake } from './tickets/ticket-intake.js';
import { TicketReader } from './tickets/ticket-reader.js';

type SubmitRequest = RequestOf<typeof submitTicket>;

@Controller()
export class TicketsController {
  constructor(
    private readonly intake: TicketIntake,
    private readonly tickets: TicketReader,
    private readonly changes: TicketChanges,
    private readonly drafts: TicketDrafts,
    private readonly outcomes: OutcomeWaiter,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  @HttpRoute(submitTicket)
  async submit(@Input() request: SubmitRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { headers, body } = request;
    const key = headers['idempotency-key'];
    const submitted = await this.intake.submit({
      ticket: await this.toTicket(body),
      externalId: body.externalId,
      correlationId: currentCorrelationId() ?? uuidv7(),
      idempotency: key === undefined ? undefined : { key, requestDigest: digestRequest(body) },
    });
    if (submitted === 'key_reused') {
      throw conflict('idempotency_key_reused', 'This Idempotency-Key came with another body before. Use a new key.');
    }
    void reply.header('location', `/v1/tickets/${submitted.id}`);
    return this.accepted(submitted, headers.prefer, reply);
  }

  @HttpRoute(getTicket)
  get(@Input() { params }: RequestOf<typeof getTicket>) {
    return this.tickets.get(params.id);
  }

  @HttpRoute(listTickets)
  list(@Input() { query }: RequestOf<typeof listTickets>) {
    return this.tickets.list(query);
  }

  @HttpRoute(ticketEvents)
  async events(@Input() { params }: RequestOf<typeof ticketEvents>, @Res() reply: FastifyReply): Promise<void> {
    await streamTicket(params.id, { tickets: this.tickets, changes: this.changes, drafts: this.drafts }, reply);
  }

  private async accepted({ id, repeated }: Accepted, prefer: string | undefined, reply: FastifyReply) {
    const seconds = Math.min(maxWaitSeconds, Number(prefer?.slice('wait='.length) ?? 0));
    if (seconds > 0) {
      void reply.header('preference-applied', `wait=${seconds}`);
      if (await this.outcomes.wait(id, seconds)) return (await this.tickets.get(id)) satisfies TicketView;
    }
    void reply.status(202);
    return { id, status: repeated ? await this.tickets.status(id) : 'received' };
  }

  private async toTicket({ subject, body, language, channel, consent }: SubmitRequest['body']): Promise<Ticket> {
    return {
      id: uuidv7(),
      ...(subject === undefined ? {} : { subject }),
      body,
      language: language ?? (await detectLanguage(subject === undefined ? body : `${subject}\n${body}`)),
      channel,
      requester: defaultIdentity,
      consent: withDefaultConsent(consent, this.options.consentPolicy),
      submittedAt: new Date().toISOString(),
    };
  }
}
