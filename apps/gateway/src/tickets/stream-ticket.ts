import type { FastifyReply } from 'fastify';
import type { TicketChanges } from './ticket-changes.js';
import type { TicketReader } from './ticket-reader.js';

/** Comment lines keep proxies from closing a quiet stream. */
const heartbeatMs = 15_000;

/**
 * Answers with server-sent events: the ticket at once, then after every change, until the client leaves.
 * @throws HttpProblem 404 before the stream begins
 */
export async function streamTicket(
  id: string,
  tickets: TicketReader,
  changes: TicketChanges,
  reply: FastifyReply,
): Promise<void> {
  await tickets.status(id);
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  let sending = Promise.resolve();
  const send = () => {
    sending = sending
      .then(async () => {
        const view = await tickets.get(id);
        raw.write(`event: ticket\nid: ${view.updatedAt}\ndata: ${JSON.stringify(view)}\n\n`);
      })
      // The ticket is gone or the store is closing: the client may come back and ask.
      .catch(() => void raw.end());
  };
  const stop = changes.watch(id, send);
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
  raw.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
  send();
}
