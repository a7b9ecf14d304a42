import 'reflect-metadata';
import { type Author, type Consent } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TicketConsent } from '../privacy/ticket-consent.js';
import { insertTickets } from './insert-tickets.js';
import { TicketDesk } from './ticket-desk.js';

const agent: Author = { id: 'ann', role: 'agent' };
const ada: Author = { id: 'ada', role: 'requester' };
const ticketId = '018f4f7e-0000-7000-8000-000000000001';
const hour = 3_600_000;
let database: Database;
beforeAll(async () => {
  database = await openPglite();
  const ticket = {
    ...{ id: ticketId, body: 'The printer jams.', language: 'en', channel: 'api' },
    ...{ requester: ada, consent: { externalProcessing: true, training: true }, submittedAt: new Date().toISOString() },
  };
  await insertTickets(database.sql, [{ ticket, correlationId: 'c' }]);
});
afterAll(() => database.close());
afterEach(() => void jest.restoreAllMocks());

/** Does one thing, puts the clock back by a day, and does the other. */
async function backADayBetween(first: () => Promise<void>, second: () => Promise<void>): Promise<void> {
  await first();
  const now = Date.now;
  const back = jest.spyOn(Date, 'now').mockImplementation(() => now.call(Date) - 24 * hour);
  await second();
  back.mockRestore();
}

const orders = async (topic: string) => {
  const events = await database.sql.query<{ payload: string }>(
    'SELECT payload FROM messaging.events WHERE topic = $1 ORDER BY position',
    topic,
  );
  return events.map(({ payload }) => JSON.parse(payload) as { order: number });
};

describe('what people say of a ticket', () => {
  it('keeps its order when the clock goes back between two labels', async () => {
    const desk = new TicketDesk(database);
    await backADayBetween(
      () => desk.giveFeedback(ticketId, { labels: { queue: 'network' } }, agent),
      () => desk.giveFeedback(ticketId, { labels: { queue: 'printing' } }, agent),
    );
    const [first, second] = await orders('tickets.labelled.v1');
    expect(second?.order).toBeGreaterThan(first?.order ?? Infinity);
  });

  it('keeps it between two consents', async () => {
    const consents = new TicketConsent(database);
    const change = (consent: Partial<Consent>) =>
      consents.change(ticketId, { externalProcessing: true, training: true, ...consent }, ada);
    await backADayBetween(
      () => change({ externalProcessing: false }),
      () => change({ training: false }),
    );
    const [first, second] = await orders('tickets.consent-changed.v1');
    expect(second?.order).toBeGreaterThan(first?.order ?? Infinity);
  });
});
