import { type HeadOutput, headOutputSchema, type TicketView, ticketViewSchema } from '@driftdesk/contracts';
import type { Desk } from '../../support/desk.js';
import type { Question } from './questions.js';

/** A question and the ticket that it became. */
export interface Reply {
  readonly question: Question;
  readonly ticket: TicketView;
}

/** Longest time to wait in one request, in seconds; an LLM may take longer, so the ticket is asked for again. */
const waitSeconds = 30;
const longestWaitMs = 600_000;

/** Submits the questions as tickets, their language left to the desk, and waits for each outcome. */
export async function askAll(desk: Desk, questions: readonly Question[], atOnce: number): Promise<Reply[]> {
  const replies: Reply[] = [];
  let next = 0;
  const client = async () => {
    for (let index = next++; index < questions.length; index = next++) {
      const question = questions[index] as Question;
      replies[index] = { question, ticket: await ask(desk, question) };
      if (replies.length % 50 === 0) process.stderr.write(`${replies.length} of ${questions.length}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return replies;
}

async function ask(desk: Desk, { subject, body }: Question): Promise<TicketView> {
  const headers = { prefer: `wait=${waitSeconds}` };
  const reply = await desk.call('POST', '/v1/tickets', { ...(subject ? { subject } : {}), body }, headers);
  if (reply.status === 200) return ticketViewSchema.parse(reply.body);
  if (reply.status !== 202) throw new Error(`POST /v1/tickets answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return waitFor(desk, reply.body.id as string);
}

async function waitFor(desk: Desk, id: string): Promise<TicketView> {
  const until = Date.now() + longestWaitMs;
  while (Date.now() < until) {
    const ticket = ticketViewSchema.parse((await desk.call('GET', `/v1/tickets/${id}`)).body);
    if (!['received', 'classified'].includes(ticket.status)) return ticket;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`Ticket ${id} had no outcome after ${longestWaitMs / 1000} s.`);
}

/** The heads that a ticket shows, as a classification has them; labels that a person gave are none of them. */
export function headsOf({ queue, urgency }: TicketView): Record<string, HeadOutput> {
  const shown = Object.entries({ queue, urgency });
  return Object.fromEntries(
    shown.flatMap(([head, output]) => {
      const parsed = headOutputSchema.safeParse(output);
      return parsed.success ? [[head, parsed.data]] : [];
    }),
  );
}
