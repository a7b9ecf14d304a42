import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { TicketCounter } from './ticket-counter.js';

const now = new Date('2026-03-10T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();

describe('the counts of tickets', () => {
  let database: Database;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());

  async function ticket(createdAt: string, columns: Record<string, string> = {}): Promise<void> {
    const names = Object.keys(columns);
    await database.sql.execute(
      `INSERT INTO gateway.tickets (id, body, language, channel, requester_id, requester_role, external_processing,
              training, correlation_id, created_at, updated_at${names.map((name) => `, ${name}`).join('')})
       VALUES ($1::uuid, 'x', 'en', 'api', 'ada', 'user', true, true, 'c', $2::timestamptz, now()
              ${names.map((name, n) => `, $${n + 3}${name.endsWith('_at') ? '::timestamptz' : ''}`).join('')})`,
      uuidv7(),
      createdAt,
      ...Object.values(columns),
    );
  }

  it('are none in an empty desk', async () => {
    expect(await new TicketCounter(database).count(now)).toEqual({
      byStatus: { received: 0, classified: 0, answered: 0, needs_human: 0, failed: 0, resolved: 0 },
      lastDay: { finished: 0, answered: 0 },
      lastWeek: { finished: 0, answered: 0 },
    });
  });

  it('are by status, and of the finished ones by what the machine did', async () => {
    const answered = { outcome: '{}', outcome_status: 'answered' };
    const handedOver = { outcome: '{}', outcome_status: 'needs_human' };
    const resolved = { resolved_at: hoursAgo(0) };
    await ticket(hoursAgo(1));
    await ticket(hoursAgo(1), { classification: '{}' });
    await ticket(hoursAgo(2), answered);
    await ticket(hoursAgo(23), { failure: 'no model' });
    await ticket(hoursAgo(30), handedOver);
    // What people did since does not change what the machine did.
    await ticket(hoursAgo(40), { ...answered, ...resolved });
    await ticket(hoursAgo(24 * 8), answered);
    // Imported: the machine never had it.
    await ticket(hoursAgo(3), resolved);
    expect(await new TicketCounter(database).count(now)).toEqual({
      byStatus: { received: 1, classified: 1, answered: 2, needs_human: 1, failed: 1, resolved: 2 },
      lastDay: { finished: 2, answered: 1, share: 0.5 },
      lastWeek: { finished: 4, answered: 2, share: 0.5 },
    });
  });
});
