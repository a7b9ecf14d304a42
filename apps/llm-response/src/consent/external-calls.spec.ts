import { auditRecorded, type Ticket, ticketConsentChanged } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { newEvent, NotReady, publish } from '@driftdesk/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { consentsArrived } from './consents-arrived.js';
import { consumer } from './consumer.js';
import { ExternalCalls } from './external-calls.js';

const provider = { name: 'mistral', model: 'small' } as const;
const author = { id: 'ada', role: 'requester' } as const;

describe('a call to a provider outside', () => {
  let database: Database;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());

  const ticket = () => ({ id: uuidv7() }) as Ticket;
  const permit = (one: Ticket) => new ExternalCalls(database).permit(one, provider);
  const callsOnRecord = async () =>
    (await database.sql.query('SELECT 1 FROM messaging.events WHERE topic = $1', auditRecorded.topic)).length;

  /** A consent that the gateway has published and llm-response has not handled. */
  async function change({ id: ticketId }: Ticket) {
    const consent = { externalProcessing: false, training: true };
    const event = newEvent(ticketConsentChanged, { ticketId, consent, author, order: 1 }, 'c-1');
    await database.transaction((sql) => publish(sql, [event]));
    return event;
  }

  it('may be made when no consent is on its way', async () => {
    const one = ticket();
    await change(ticket());
    expect(await permit(one)).toBe(true);
    expect(await callsOnRecord()).toBe(1);
  });

  it('waits for a consent that was given before, and obeys it', async () => {
    const one = ticket();
    const event = await change(one);
    const permitted = permit(one);
    await database.transaction(async (sql) => {
      await sql.execute(
        'INSERT INTO llm_response.consents (ticket_id, external_processing, changed_at, given) VALUES ($1::uuid, false, now(), 1)',
        one.id,
      );
      await sql.execute('INSERT INTO messaging.inbox (consumer, event_id) VALUES ($1, $2::uuid)', consumer, event.id);
    });
    expect(await permitted).toBe(false);
    expect(await callsOnRecord()).toBe(1);
  });

  it('is not made while a consent does not arrive: the ticket is tried again later', async () => {
    const one = ticket();
    await change(one);
    const began = performance.now();
    await expect(consentsArrived(database.sql, one.id, 300)).rejects.toThrow(NotReady);
    await expect(consentsArrived(database.sql, one.id, 0)).rejects.toThrow(
      `a consent of ticket ${one.id} is on its way`,
    );
    expect(performance.now() - began).toBeGreaterThan(300);
    await expect(consentsArrived(database.sql, ticket().id, 0)).resolves.toBeUndefined();
  });
});
