import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openPglite } from '@driftdesk/database';
import { recordAudit } from './record-audit.js';

describe('recordAudit', () => {
  let database: Database;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());

  const recorded = () =>
    database.sql.query<{ payload: string; key: string }>(
      "SELECT payload, key FROM messaging.events WHERE topic = 'audit.recorded.v1'",
    );

  it('writes the entry with the act, and neither when the act fails', async () => {
    const entry = { action: 'api-key.created', subject: { kind: 'api-key', id: '1' } } as const;
    const failing = database.transaction(async (sql) => {
      await recordAudit(sql, entry);
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await recorded()).toEqual([]);
    await database.transaction((sql) => recordAudit(sql, entry));
    const [row] = await recorded();
    expect([row?.key, JSON.parse(row?.payload ?? '')]).toEqual(['audit', { ...entry, outcome: 'success', facts: {} }]);
  });

  it('takes no more than the contract allows', async () => {
    const long = { action: 'ticket.read', facts: { text: 'x'.repeat(201) } } as const;
    await expect(recordAudit(database.sql, long)).rejects.toThrow('200');
  });
});
