import { type ImportedTicket, maxBodyLength } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readSubmission } from '../tickets/read-submission.js';
import { TicketImport } from './ticket-import.js';

let database: Database;
beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());

const author = { id: 'ada', role: 'admin' } as const;

it('reads an imported text as a submitted one: what is too long is cut with a mark, and kept', async () => {
  const options = { consentPolicy: { externalProcessing: false, training: true } };
  const imports = new TicketImport(database, options as never);
  const body = `The printer is on fire. ${'ink '.repeat(10_000)}`;
  const long: ImportedTicket = { externalId: '1', body, answer: body, labels: { queue: 'printing' } };
  const [stored] = await imports.store([long], author);
  expect(stored).toMatchObject({ status: 'created' });
  const [row] = await database.sql.query<{ body: string; omitted: string; reply: string }>(
    'SELECT t.body, t.omitted, r.text AS reply FROM gateway.tickets t JOIN gateway.replies r ON r.ticket_id = t.id',
  );
  const submitted = readSubmission({ body, channel: 'api' });
  expect(row?.body).toBe(submitted.text.body);
  expect(row?.reply).toBe(submitted.text.body);
  expect(row?.body.length).toBeLessThanOrEqual(maxBodyLength);
  expect(row?.body).toMatch(/ \[… \d+ more characters were cut\]$/);
  expect(JSON.parse(row?.omitted ?? '')).toEqual(submitted.omitted);
  // Its whole text is what it is known by.
  expect(await imports.store([long], author)).toMatchObject([{ status: 'unchanged' }]);
  expect(await imports.store([{ ...long, body: `${body}!` }], author)).toMatchObject([{ status: 'rejected' }]);
});
