import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Author, ticketRoom } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { v7 as uuidv7 } from 'uuid';
import { insertTickets } from './insert-tickets.js';
import { writeClassifications, writeFailures, writeOutcomes } from './stage-writes.js';
import { TicketDesk } from './ticket-desk.js';
import { TicketReader } from './ticket-reader.js';

const ada: Author = { id: 'ada', role: 'requester' };
const eve: Author = { id: 'eve', role: 'agent' };
const local: Author = { id: 'local', role: 'admin' };
const answered = {
  status: 'answered' as const,
  answer: { text: 'Restart it [1].', citations: [], provider: 'extractive', grounded: true },
};
const handedOver = { status: 'needs_human' as const, reason: 'not_confident' as const };

describe('the desk of a ticket', () => {
  let database: Database;
  let desk: TicketDesk;
  let tickets: TicketReader;
  beforeAll(async () => {
    database = await openPglite();
    desk = new TicketDesk(database);
    tickets = new TicketReader(database);
  });
  afterAll(() => database.close());

  async function submit(requester: Author, submittedAt = new Date().toISOString()): Promise<string> {
    const id = uuidv7();
    const consent = { externalProcessing: true, training: true };
    const ticket = { id, body: 'The VPN drops', language: 'en', channel: 'api', requester, consent, submittedAt };
    await insertTickets(database.sql, [{ ticket, correlationId: 'c' }]);
    return id;
  }
  const answer = (ticketId: string, outcome: typeof answered | typeof handedOver = answered) =>
    writeOutcomes(database.sql, [{ ticketId, at: new Date().toISOString(), outcome }]);
  const stand = async (id: string) => {
    const { status, reason } = await tickets.get(id, eve);
    return [status, reason];
  };
  const events = async (id: string) => (await tickets.get(id, eve)).timeline.map(({ event }) => event);

  describe('whose requester writes again', () => {
    it.each(['answered', 'resolved', 'received', 'failed'])('is a person’s when it was %s', async (status) => {
      const id = await submit(ada);
      if (status === 'answered' || status === 'resolved') await answer(id);
      if (status === 'resolved') await desk.resolve(id, undefined, false, eve);
      if (status === 'failed')
        await writeFailures(database.sql, [{ ticketId: id, at: new Date().toISOString(), reason: 'r' }]);
      await desk.reply(id, { text: 'It still drops.' }, ada);
      expect(await stand(id)).toEqual(['needs_human', 'requester_replied']);
      expect((await events(id)).slice(-2)).toEqual(['replied', 'reopened']);
      const waiting = await tickets.list({ status: 'needs_human', limit: 1 }, eve);
      expect(waiting.items.map((one) => one.id)).toEqual([id]);
    });

    it('keeps the reason for which it was a person’s already', async () => {
      const id = await submit(ada);
      await answer(id, handedOver);
      await desk.reply(id, { text: 'Hello?' }, ada);
      expect(await stand(id)).toEqual(['needs_human', 'not_confident']);
      expect(await events(id)).not.toContain('reopened');
    });

    it.each([
      ['late, and twice', ['answer', 'answer']],
      ['with its stages in any order', ['fail', 'answer', 'classify']],
    ])('is left to the person by a machine that answers %s', async (_when, stages) => {
      const id = await submit(ada);
      await desk.reply(id, { text: 'And the phone too.' }, ada);
      const row = { ticketId: id, at: new Date().toISOString() };
      const model = { name: 'm', version: 'v', digest: 'd' };
      const classification = { heads: {}, abstained: false, outOfScope: false, model };
      for (const stage of stages) {
        if (stage === 'answer') await answer(id);
        if (stage === 'fail') await writeFailures(database.sql, [{ ...row, reason: 'r' }]);
        if (stage === 'classify') await writeClassifications(database.sql, [{ ...row, classification }]);
      }
      expect(await stand(id)).toEqual(['needs_human', 'requester_replied']);
      expect((await tickets.get(id, eve)).answer?.text).toBe(answered.answer.text);
    });
  });

  it.each(['answered', 'resolved'])(
    'stays %s when a machine of its requester writes, and shows what it wrote',
    async (status) => {
      const id = await submit(ada);
      await answer(id);
      if (status === 'resolved') await desk.resolve(id, undefined, false, eve);
      await desk.reply(id, { text: 'I am away.', automatic: 'auto-submitted' }, ada);
      expect(await stand(id)).toEqual([status, undefined]);
      expect((await events(id)).at(-1)).toBe('automatic_reply');
      const omitted = [{ kind: 'quoted' as const, length: 5, text: '> Old' }];
      await desk.reply(id, { text: 'I am back, and it drops.', omitted }, ada);
      expect(await stand(id)).toEqual(['needs_human', 'requester_replied']);
      expect((await tickets.get(id, eve)).replies).toMatchObject([
        { text: 'I am away.', automatic: 'auto-submitted' },
        { text: 'I am back, and it drops.', original: { omitted } },
      ]);
    },
  );

  it('is a person’s when the answer did not help its requester, and not when it helped', async () => {
    const id = await submit(ada);
    await answer(id);
    await desk.giveFeedback(id, { labels: {}, helpful: true }, ada);
    expect(await stand(id)).toEqual(['answered', undefined]);
    await desk.giveFeedback(id, { labels: {}, helpful: false }, eve);
    expect(await stand(id)).toEqual(['answered', undefined]);
    await desk.giveFeedback(id, { labels: {}, helpful: false }, ada);
    expect(await stand(id)).toEqual(['needs_human', 'not_helpful']);
    expect((await events(id)).slice(-2)).toEqual(['feedback', 'reopened']);
    const unanswered = await submit(ada);
    await desk.giveFeedback(unanswered, { labels: {}, helpful: false }, ada);
    expect(await stand(unanswered)).toEqual(['received', undefined]);
  });

  it('stays answered when an agent writes; on an open desk, where all are one, they say as whom', async () => {
    const id = await submit(ada);
    await answer(id);
    await desk.reply(id, { text: 'Did it work?' }, eve);
    expect(await stand(id)).toEqual(['answered', undefined]);
    await desk.reply(id, { text: 'She called: it did not.', as: 'requester' }, eve);
    expect(await stand(id)).toEqual(['needs_human', 'requester_replied']);
    const own = await submit(local);
    await answer(own);
    await desk.reply(own, { text: 'Did it work?', as: 'agent' }, local);
    expect(await stand(own)).toEqual(['answered', undefined]);
    await desk.reply(own, { text: 'It did not.' }, local);
    expect(await stand(own)).toEqual(['needs_human', 'requester_replied']);
  });

  describe('has an end', () => {
    const full = { status: 409, code: 'ticket_full' };
    const plant = (ticketId: string, actions: number) =>
      database.sql.execute(
        `INSERT INTO gateway.actions (ticket_id, event, at, author_id, author_role)
         SELECT $1::uuid, 'feedback', now(), 'ada', 'requester' FROM generate_series(1, $2::int)`,
        ...[ticketId, actions],
      );

    it('of entries: the requester’s comes first, and the last word is a resolution', async () => {
      const id = await submit(ada);
      await plant(id, ticketRoom.actions.requester);
      await expect(desk.giveFeedback(id, { labels: {}, helpful: true }, ada)).rejects.toMatchObject(full);
      const detail =
        'A requester can write to a ticket until it has 500 entries or 500 kB of text. Submit a new ticket.';
      await expect(desk.reply(id, { text: 'x' }, ada)).rejects.toMatchObject({ ...full, message: detail });
      await desk.reply(id, { text: 'We are at it.' }, eve);
      await plant(id, ticketRoom.actions.all - ticketRoom.actions.requester);
      const ends =
        'A ticket ends at 1,000 entries or 1 MB of text. Resolve it without a resolution, and ask the requester to submit a new one.';
      await expect(desk.assign(id, 'eve', eve)).rejects.toMatchObject({ ...full, message: ends });
      await desk.resolve(id, undefined, false, eve);
      await expect(desk.reopen(id, undefined, eve)).rejects.toMatchObject(full);
    });

    it('of what replies leave out, which is shown with them', async () => {
      const id = await submit(ada);
      const long = { text: 'x', omitted: [{ kind: 'quoted' as const, length: 40_000, text: 'é'.repeat(40_000) }] };
      for (let n = 0; n < 6; n += 1) await desk.reply(id, long, ada);
      await expect(desk.reply(id, long, ada)).rejects.toMatchObject(full);
    });

    it('of text: 100 long replies do not fit, and what was refused left nothing', async () => {
      const id = await submit(ada);
      let stored = 0;
      for (let n = 0; n < 100; n += 1) {
        const text = '😀'.repeat(10_000);
        stored += await desk.reply(id, { text }, ada).then(
          () => 1,
          (error: unknown) => (expect(error).toMatchObject(full), 0),
        );
      }
      expect(stored).toBe(Math.floor(ticketRoom.bytes.requester / 40_000));
      const view = await tickets.get(id, ada);
      expect([view.replies.length, JSON.stringify(view).length < 2 * ticketRoom.bytes.all]).toEqual([stored, true]);
      await desk.reply(id, { text: 'We read all of it.' }, eve);
    });
  });

  it('is listed where it came, whatever the clock said; so are replies and timeline', async () => {
    const early = await submit(ada);
    const future = await submit(ada, new Date(Date.now() + 86_400_000).toISOString());
    const now = await submit(ada);
    const page = await tickets.list({ limit: 2 }, ada);
    expect(page.items.map(({ id }) => id)).toEqual([now, future]);
    const next = await tickets.list({ limit: 1, cursor: page.nextCursor ?? '' }, ada);
    expect(next.items.map(({ id }) => id)).toEqual([early]);
    await desk.assign(future, 'eve', eve);
    await database.sql.execute(
      "UPDATE gateway.actions SET at = at + interval '1 day' WHERE ticket_id = $1::uuid",
      future,
    );
    await desk.reply(future, { text: 'first' }, eve);
    await desk.resolve(future, 'second', false, eve);
    const { replies, timeline } = await tickets.get(future, eve);
    expect(replies.map(({ text }) => text)).toEqual(['first', 'second']);
    expect(timeline.map(({ event }) => event)).toEqual(['received', 'assigned', 'replied', 'resolved']);
  });
});
