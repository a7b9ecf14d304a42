import type { ServerResponse } from 'node:http';
import type { Author, TicketStatus } from '@driftdesk/contracts';
import type { FastifyReply } from 'fastify';
import type { TicketChanges } from './ticket-changes.js';
import type { TicketDrafts } from './ticket-drafts.js';
import type { TicketReader } from './ticket-reader.js';

/** Comment lines keep proxies from closing a quiet stream; each is a look whether the viewer still may see it. */
const heartbeatMs = 15_000;
/** While a ticket is in one of these, the machine may write an answer. */
const unanswered: readonly TicketStatus[] = ['received', 'classified', 'failed'];

/** What a stream is made of. */
export interface TicketSources {
  readonly tickets: TicketReader;
  readonly changes: TicketChanges;
  readonly drafts: TicketDrafts;
}

/** For whom a stream is, and whether he still may: a login or a key can end before the stream does. */
export interface StreamViewer {
  readonly author: Author;
  /** Rejects when he may not any more. */
  readonly confirm: () => Promise<unknown>;
}

/**
 * Answers with server-sent events: the ticket at once, then after every change, until the client leaves; before the
 * machine's outcome also the draft as it is written.
 * @throws HttpProblem 404 before the stream begins
 */
export async function streamTicket(
  id: string,
  { author, confirm }: StreamViewer,
  { tickets, changes, drafts }: TicketSources,
  reply: FastifyReply,
): Promise<void> {
  const status = await tickets.status(id, author);
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  let stopDrafts: () => void = () => undefined;
  let sending = Promise.resolve();
  const send = () => {
    sending = sending
      .then(async () => {
        const view = await tickets.get(id, author);
        if (!unanswered.includes(view.status)) stopDrafts();
        writeEvent(raw, 'ticket', view, view.updatedAt);
      })
      // The ticket is gone or the store is closing: the client may come back and ask.
      .catch(() => void raw.end());
  };
  const stopChanges = changes.watch(id, send);
  if (unanswered.includes(status))
    stopDrafts = drafts.watch(id, ({ provider, text }) => writeEvent(raw, 'draft', { provider, text }));
  const heartbeat = setInterval(() => {
    confirm().then(
      () => raw.write(': still here\n\n'),
      () => raw.end(),
    );
  }, heartbeatMs);
  raw.on('close', () => {
    stopChanges();
    stopDrafts();
    clearInterval(heartbeat);
  });
  send();
}

function writeEvent(raw: ServerResponse, event: string, data: unknown, id?: string): void {
  raw.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
}
