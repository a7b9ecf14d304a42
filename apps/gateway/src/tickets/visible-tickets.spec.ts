import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Author } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { v7 as uuidv7 } from 'uuid';
import { insertTickets } from './insert-tickets.js';
import { asRequester, readAs } from './visible-tickets.js';

const ada: Author = { id: 'ada', role: 'requester' };
const bob: Author = { id: "bob' OR true --", role: 'requester' };
const agent: Author = { id: 'eve', role: 'agent' };

describe('what a requester’s queries see, whatever they ask for', () => {
  let database: Database;
  const ids = { ada: uuidv7(), bob: uuidv7() };
  beforeAll(async () => {
    database = await openPglite();
    const ticket = (id: string, requester: Author) => ({
      correlationId: 'c',
      ticket: {
        ...{ id, body: 'The VPN drops', language: 'en', channel: 'api', requester },
        consent: { externalProcessing: true, training: true },
        submittedAt: new Date().toISOString(),
      },
    });
    await insertTickets(database.sql, [ticket(ids.ada, ada), ticket(ids.bob, bob)]);
    for (const ticketId of Object.values(ids)) {
      const about = { ticketId, authorId: 'eve', authorRole: 'agent' };
      await database.prisma.reply.create({ data: { ...about, id: uuidv7(), text: 'x', createdAt: new Date() } });
      await database.prisma.feedback.create({ data: { ...about, id: uuidv7(), labels: {}, createdAt: new Date() } });
      await database.prisma.action.create({ data: { ...about, event: 'replied', at: new Date() } });
    }
  });
  afterAll(() => database.close());

  it.each([ada, bob])('is $id’s own, and what belongs to it', async (viewer) => {
    const own = viewer === ada ? ids.ada : ids.bob;
    const seen = await readAs(database, viewer, async (tx) => [
      (await tx.ticket.findMany()).map(({ id }) => id),
      (await tx.reply.findMany()).map(({ ticketId }) => ticketId),
      (await tx.feedback.findMany()).map(({ ticketId }) => ticketId),
      (await tx.action.findMany()).map(({ ticketId }) => ticketId),
    ]);
    expect(seen).toEqual([[own], [own], [own], [own]]);
  });

  it('is everything for an agent', async () => {
    expect(await readAs(database, agent, (tx) => tx.ticket.count())).toBe(2);
  });

  it.each([
    ['change a ticket', `UPDATE gateway.tickets SET body = ''`],
    ['delete a ticket', 'DELETE FROM gateway.tickets'],
    ['read passwords', 'SELECT * FROM access.users'],
    ['read events', 'SELECT * FROM messaging.events'],
    ['read idempotency keys', 'SELECT * FROM gateway.idempotency_keys'],
    ['lift the policies', 'ALTER TABLE gateway.tickets DISABLE ROW LEVEL SECURITY'],
  ])('does not let him %s', async (_act, statement) => {
    const attempt = readAs(database, ada, (tx) => tx.$executeRawUnsafe(statement));
    await expect(attempt).rejects.toThrow(/permission denied|must be owner/);
  });

  it('ends with the part of the transaction that it was for', async () => {
    const counts = await database.prisma.$transaction(async (tx) => [
      await asRequester(tx, ada, () => tx.ticket.count()),
      await tx.ticket.count(),
    ]);
    expect([counts, await database.prisma.ticket.count()]).toEqual([[1, 2], 2]);
  });

  it('is nothing when nobody is named', async () => {
    const count = await database.transaction(async (sql) => {
      await sql.execute('SET LOCAL ROLE driftdesk_requester');
      return sql.query('SELECT id FROM gateway.tickets');
    });
    expect(count).toEqual([]);
  });
});
