import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketViewSchema } from '@driftdesk/contracts';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

describe('mail as people send it, over HTTP', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  it('keeps the new words, shows what it left out, and does not answer machines', async () => {
    const chain = 'On 30/11/2026 09:01, Ada wrote:\n> My VPN drops every minute.';
    const mail = { channel: 'email', subject: '=?UTF-8?Q?Caf=C3=A9?=', body: `My printer jams.\n\n${chain}` };
    const sent = await desk.call('POST', '/v1/tickets', mail, { prefer: 'wait=20' });
    const ticket = ticketViewSchema.parse(sent.body);
    expect(ticket).toMatchObject({ subject: 'Café', body: 'My printer jams.' });
    expect(ticket.original?.omitted).toMatchObject([{ kind: 'quoted', text: chain }]);

    const absent = { channel: 'email', subject: 'Away', headers: { 'Auto-Submitted': 'auto-replied' } };
    const accepted = await desk.call('POST', '/v1/tickets', absent);
    expect(accepted).toMatchObject({ status: 202, body: { status: 'resolved' } });
    const kept = await desk.call('GET', `/v1/tickets/${accepted.body.id}`);
    expect(kept.body).toMatchObject({ body: 'Away', status: 'resolved', reason: 'automatic_mail' });
    expect(kept.body.timeline.map(({ event }: { event: string }) => event)).toEqual(['received']);
    expect((await desk.call('POST', '/v1/tickets', { body: ' ' })).status).toBe(400);
  });
});
