import {
  type Author,
  getTicket,
  listTickets,
  type RequestOf,
  submitTicket,
  type Ticket,
  ticketEvents,
  ticketText,
  type TicketView,
} from '@driftdesk/contracts';
import { withDefaultConsent } from '@driftdesk/governance';
import { DATABASE, type Database } from '@driftdesk/database';
import { detectLanguage } from '@driftdesk/language';
import { usualLanguage } from './tickets/usual-language.js';
import {
  AuthoredBy,
  CallerChecks,
  conflict,
  currentCorrelationId,
  HttpRoute,
  Input,
  tooManyRequests,
} from '@driftdesk/platform';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { GATEWAY_OPTIONS, type GatewayOptions } from './options.js';
import { digestRequest } from './tickets/idempotency.js';
import { maxWaitSeconds, OutcomeWaiter } from './tickets/outcome-waiter.js';
import { type Accepted, TicketIntake } from './tickets/ticket-intake.js';
import { type ReadSubmission, readSubmission } from './tickets/read-submission.js';
import { TicketReader } from './tickets/ticket-reader.js';
import { TicketReads } from './tickets/ticket-reads.js';
import { TicketStreams } from './tickets/ticket-streams.js';

type SubmitRequest = RequestOf<typeof submitTicket>;

@Controller()
export class TicketsController {
  constructor(
    private readonly intake: TicketIntake,
    private readonly tickets: TicketReader,
    private readonly outcomes: OutcomeWaiter,
    private readonly reads: TicketReads,
    private readonly streams: TicketStreams,
    private readonly checks: CallerChecks,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  @HttpRoute(submitTicket)
  async submit(
    @Input() request: SubmitRequest,
    @AuthoredBy() author: Author,
    @Req() sent: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { headers, body } = request;
    const key = headers['idempotency-key'];
    const { text, omitted, automatic } = readSubmission(body);
    const submitted = await this.intake.submit({
      ticket: await this.toTicket(body, text, author),
      omitted,
      automatic,
      externalId: body.externalId,
      correlationId: currentCorrelationId() ?? uuidv7(),
      idempotency: key === undefined ? undefined : { key, requestDigest: digestRequest(body) },
    });
    if (submitted === 'key_reused') {
      throw conflict('idempotency_key_reused', 'This Idempotency-Key came with another body before. Use a new key.');
    }
    if ('retryAfterSeconds' in submitted) {
      const detail = `At most ${this.options.ticketsPerDay} tickets in 24 hours.`;
      throw tooManyRequests(detail, submitted.retryAfterSeconds);
    }
    void reply.header('location', `/v1/tickets/${submitted.id}`);
    const seconds = Math.min(maxWaitSeconds, Number(headers.prefer?.slice('wait='.length) ?? 0));
    const outcome = seconds > 0 ? await this.outcome(submitted, seconds, author, sent, reply) : undefined;
    return outcome ?? this.accepted(submitted, automatic !== undefined, author, reply);
  }

  @HttpRoute(getTicket)
  async get(@Input() { params }: RequestOf<typeof getTicket>, @AuthoredBy() author: Author) {
    const ticket = await this.tickets.get(params.id, author);
    await this.reads.record([ticket], author);
    return ticket;
  }

  @HttpRoute(listTickets)
  async list(@Input() { query }: RequestOf<typeof listTickets>, @AuthoredBy() author: Author) {
    const page = await this.tickets.list(query, author);
    await this.reads.recordList(page.items, author);
    return page;
  }

  @HttpRoute(ticketEvents)
  async events(
    @Input() { params }: RequestOf<typeof ticketEvents>,
    @AuthoredBy() author: Author,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.open(params.id, author, request, reply);
  }

  /** The ticket with the machine's outcome; nothing when it is not there in time, or not for the caller any more. */
  private async outcome(
    { id }: Accepted,
    seconds: number,
    author: Author,
    sent: FastifyRequest,
    reply: FastifyReply,
  ): Promise<TicketView | undefined> {
    const finished = await this.outcomes.wait(id, seconds, author);
    if (finished !== undefined) void reply.header('preference-applied', `wait=${seconds}`);
    if (finished !== true) return undefined;
    const allowed = await this.checks.still(sent).then(
      () => true,
      () => false,
    );
    return allowed ? this.tickets.get(id, author) : undefined;
  }

  private async accepted({ id, repeated }: Accepted, automatic: boolean, author: Author, reply: FastifyReply) {
    void reply.status(202);
    const status = automatic ? ('resolved' as const) : ('received' as const);
    return { id, status: repeated ? await this.tickets.status(id, author) : status };
  }

  private async toTicket(
    { language, channel, consent }: SubmitRequest['body'],
    text: ReadSubmission['text'],
    requester: Author,
  ): Promise<Ticket> {
    return {
      id: uuidv7(),
      ...text,
      language: language ?? (await this.languageOf(ticketText(text), requester)),
      channel,
      requester,
      consent: withDefaultConsent(consent, this.options.consentPolicy),
      submittedAt: new Date().toISOString(),
    };
  }

  private languageOf(text: string, requester: Author): Promise<string> {
    // An open desk takes everybody for one person, who writes in many languages.
    const known = requester.role === 'requester';
    return detectLanguage(text, known ? () => usualLanguage(this.database.sql, requester.id) : undefined);
  }
}
