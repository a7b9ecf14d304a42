import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketView, ticketViewSchema } from '@driftdesk/contracts';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

/** A ticket of several problems: for each the title of the article that answers it, or null. */
interface Written {
  readonly body: string;
  readonly problems: readonly (string | null)[];
}

// The compiled file lies in tests/dist/flow.
const file = new URL('../../bench/problems/tickets.json', import.meta.url);
const written = JSON.parse(readFileSync(file, 'utf8')) as Written[];

describe('a ticket of several problems', () => {
  let desk: PreparedDesk;
  let replies: { written: Written; ticket: TicketView }[];

  beforeAll(async () => {
    desk = await preparedDesk();
    replies = await Promise.all(
      written.map(async (one) => {
        const reply = await desk.call('POST', '/v1/tickets', { body: one.body }, { prefer: 'wait=30' });
        return { written: one, ticket: ticketViewSchema.parse(reply.body) };
      }),
    );
  });
  afterAll(() => desk.remove());

  it('is not answered when a problem is not', () => {
    const dropped = replies.filter(({ written: { problems }, ticket }) => {
      const cited = new Set(ticket.answer?.citations.map(({ title }) => title));
      return ticket.status === 'answered' && problems.some((title) => title === null || !cited.has(title));
    });
    const partly = replies.filter(({ ticket }) => ticket.reason === 'partly_answered');
    const whole = replies.filter(({ ticket }) => ticket.status === 'answered');
    process.stderr.write(
      `Several problems: ${whole.length} of ${replies.length} answered, ${partly.length} in part, ${dropped.length} with a problem dropped\n`,
    );
    expect(dropped.map(({ written: { body } }) => body)).toEqual([]);
    expect(partly.length).toBeGreaterThanOrEqual(5);
  });

  it('names what no article answers, to the agent and in the suggestion', () => {
    for (const { ticket } of replies.filter(({ ticket: { reason } }) => reason === 'partly_answered')) {
      const named = [...(ticket.detail ?? '').matchAll(/“([^“”]+)”/g)].map(([, text = '']) => text);
      expect(named.length).toBeGreaterThan(0);
      for (const text of named) expect(ticket.suggestion?.text).toContain(text);
    }
  });

  it('cites passages by the numbers under which the ticket shows them', () => {
    for (const { ticket } of replies) {
      const { citations = [], text = '' } = ticket.answer ?? ticket.suggestion ?? {};
      for (const { n, documentId } of citations) {
        expect(ticket.passages[n - 1]?.documentId).toBe(documentId);
        expect(text).toContain(`[${n}]`);
      }
    }
  });
});
