import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { draftsChannel, draftWatchersChannel, type TicketDraft } from '@driftdesk/contracts';
import { type Database, notify, openPglite } from '@driftdesk/database';
import { pino } from 'pino';
import { TicketDrafts } from './ticket-drafts.js';

const ticketId = '018f4f7e-0000-7000-8000-000000000001';
const draft: TicketDraft = { ticketId, provider: 'mistral', text: 'Restart the laptop' };

describe('drafts of watched tickets', () => {
  let database: Database;
  let drafts: TicketDrafts;
  let named: Promise<string>;
  let unlisten: () => Promise<void>;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());
  beforeEach(async () => {
    drafts = new TicketDrafts(database, pino({ level: 'silent' }));
    await drafts.onModuleInit();
    let hear: (ids: string) => void = () => undefined;
    named = new Promise((resolve) => (hear = resolve));
    unlisten = await database.listen(draftWatchersChannel, (ids) => hear(ids));
  });
  afterEach(async () => {
    await drafts.onModuleDestroy();
    await unlisten();
  });

  const tell = (payload: unknown) => notify(database.sql, draftsChannel, JSON.stringify(payload));

  it('are asked for as soon as somebody watches', async () => {
    drafts.watch(ticketId, () => undefined);
    expect(await named).toBe(ticketId);
  });

  it('reach who watches that ticket, until they stop', async () => {
    const heard: string[] = [];
    const stop = drafts.watch(ticketId, ({ text }) => heard.push(`one: ${text}`));
    const two = new Promise<TicketDraft>((resolve) => drafts.watch(ticketId, resolve));
    drafts.watch('018f4f7e-0000-7000-8000-000000000002', () => heard.push('other'));
    await tell(draft);
    expect(await two).toEqual(draft);
    stop();
    const three = new Promise<TicketDraft>((resolve) => drafts.watch(ticketId, resolve));
    await tell(draft);
    await three;
    expect(heard).toEqual(['one: Restart the laptop']);
  });

  it('that are told in another form are left out', async () => {
    const next = new Promise<TicketDraft>((resolve) => drafts.watch(ticketId, resolve));
    await tell({ ...draft, text: 7 });
    await tell(draft);
    expect(await next).toEqual(draft);
  });
});
