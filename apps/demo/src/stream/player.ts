import { ticketViewSchema, type TicketView } from '@driftdesk/contracts';
import { type DeskClient, succeeded } from '@driftdesk/desk-client';
import type { DemoTicket } from './ticket-stream.js';

/** Submissions under way at a time: enough to keep the desk busy, too few to flood it. */
const concurrency = 8;
const waitSeconds = 30;

/** What is played, and when it is enough. */
export interface Play {
  readonly tickets: Iterator<DemoTicket>;
  readonly most: number;
  /** Asked before each ticket. */
  readonly enough: () => boolean;
  /** What an agent says of the ticket; nothing when nobody looks at it. */
  readonly labels: (ticket: DemoTicket) => DemoTicket['labels'] | undefined;
  /** Told of each ticket whose outcome is there. */
  readonly onAnswered: (ticket: DemoTicket, view: TicketView, labelled: boolean) => void;
}

/** Submits tickets, a few at a time, and labels some. @returns when all of them are through */
export async function play(desk: DeskClient, { tickets, most, enough, labels, onAnswered }: Play): Promise<void> {
  let left = most;
  const submitInTurn = async () => {
    while (left > 0 && !enough()) {
      left--;
      const next = tickets.next();
      if (next.done === true) return;
      const ticket = next.value;
      const known = labels(ticket);
      const view = await submit(desk, ticket);
      if (view !== undefined && known !== undefined) {
        succeeded(await desk.call('POST', `/v1/tickets/${view.id}/feedback`, known));
      }
      if (view !== undefined) onAnswered(ticket, view, known !== undefined);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, submitInTurn));
}

/** @returns the ticket with the machine's outcome; nothing when that takes too long */
async function submit(desk: DeskClient, { subject, body, language }: DemoTicket): Promise<TicketView | undefined> {
  // An LLM would cost money, and what the tickets say must be learned whatever the desk asks of others.
  const consent = { externalProcessing: false, training: true };
  const ticket = { subject, body, language, channel: 'demo', consent };
  const reply = await desk.call('POST', '/v1/tickets', ticket, { prefer: `wait=${waitSeconds}` });
  return reply.status === 202 ? undefined : ticketViewSchema.parse(succeeded(reply));
}
