import type { Author, TicketDraft, TicketStatus } from '@driftdesk/contracts';
import { CallerChecks, encodeEvent, sendEventStream, type ShareRuns, shareRuns, Slots } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../options.js';
import { TicketChanges } from './ticket-changes.js';
import { TicketDrafts } from './ticket-drafts.js';
import { TicketReader } from './ticket-reader.js';
import { TicketReads } from './ticket-reads.js';

/** While a ticket is in one of these, the machine may write an answer. */
const unanswered: readonly TicketStatus[] = ['received', 'classified', 'failed'];
/** Reads for streams that go on at the same time. */
const width = 2;

/** A ticket as its streams send it, and whether drafts may still come. */
interface Frame {
  readonly bytes: Buffer;
  readonly draftsMayCome: boolean;
}

/** Server-sent events of tickets. However many watch a ticket, a change of it is read and encoded once. */
@Injectable()
export class TicketStreams {
  private readonly slots: Slots;
  private readonly frames: ShareRuns<Frame> = shareRuns(width);

  constructor(
    private readonly tickets: TicketReader,
    private readonly reads: TicketReads,
    private readonly changes: TicketChanges,
    private readonly drafts: TicketDrafts,
    private readonly checks: CallerChecks,
    @Inject(GATEWAY_OPTIONS) { eventStreams }: GatewayOptions,
  ) {
    this.slots = new Slots('event streams', eventStreams);
  }

  /**
   * Replies with the ticket at once and after changes, until the client leaves or loses its rights; before the machine's
   * outcome also with the draft as it is written.
   * @throws HttpProblem 404, or 429 when the caller or the desk has as many streams as it may
   */
  async open(id: string, viewer: Author, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const release = this.slots.take(viewer.id);
    try {
      const ticket = await this.tickets.brief(id, viewer);
      await this.reads.record([ticket], viewer);
      this.stream(id, viewer, { request, reply, release });
    } catch (error) {
      release();
      throw error;
    }
  }

  private stream(
    id: string,
    viewer: Author,
    { request, reply, release }: { request: FastifyRequest; reply: FastifyReply; release: () => void },
  ): void {
    let draft: TicketDraft | undefined;
    let finished = false;
    const stops: (() => void)[] = [release];
    const stream = sendEventStream(reply, {
      sources: {
        ticket: async () => {
          const { bytes, draftsMayCome } = await this.frame(id, viewer);
          finished = !draftsMayCome;
          return bytes;
        },
        // The outcome has the last word, also when a draft comes late.
        draft: () => Promise.resolve(draft === undefined || finished ? undefined : encodeDraft(draft)),
      },
      confirm: () => this.checks.still(request),
      onClose: () => {
        for (const stop of stops) stop();
      },
    });
    stops.push(
      this.changes.watch(id, () => stream.changed('ticket')),
      this.drafts.watch(id, (next) => {
        draft = next;
        stream.changed('draft');
      }),
    );
    stream.changed('ticket');
  }

  /** The ticket for all who see the same of it: its requester, or staff. */
  private frame(id: string, viewer: Author): Promise<Frame> {
    const readers = viewer.role === 'requester' ? viewer.id : 'staff';
    return this.frames(`${id} ${readers}`, async () => {
      const view = await this.tickets.get(id, viewer);
      const bytes = encodeEvent('ticket', view, view.updatedAt);
      return { bytes, draftsMayCome: unanswered.includes(view.status) };
    });
  }
}

const encodeDraft = ({ provider, text }: TicketDraft) => encodeEvent('draft', { provider, text });
