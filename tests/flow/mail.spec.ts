import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketViewSchema } from '@driftdesk/contracts';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

describe('mail as people send it, over HTTP', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  it('reads replies as it reads tickets', async () => {
    const sent = await desk.call('POST', '/v1/tickets', { body: 'How do I reset my password?' }, { prefer: 'wait=20' });
    expect(sent.body.status).toBe('answered');
    const path = `/v1/tickets/${sent.body.id}/replies`;
    const machine = { text: 'I am back on Monday.', subject: 'Automatic reply: password' };
    const kept = await desk.call('POST', path, machine);
    expect(kept).toMatchObject({ status: 201, body: { status: 'answered', replies: [{ automatic: 'subject' }] } });
    const headers = { 'Auto-Submitted': 'auto-replied', 'Content-Type': 'text/html' };
    expect((await desk.call('POST', path, { text: 'Away', headers })).body.status).toBe('answered');

    const chain = 'On 30/11/2026 09:01, Desk <desk@x.org> wrote:\n> Open the login page [1].';
    const plain = await desk.call('POST', path, { text: `The page is blank.\n\n${chain}` });
    const reopened = ticketViewSchema.parse(plain.body);
    expect(reopened).toMatchObject({ status: 'needs_human', reason: 'requester_replied' });
    expect(reopened.replies.at(-1)).toMatchObject({ text: 'The page is blank.' });
    expect(reopened.replies.at(-1)?.original?.omitted).toMatchObject([{ kind: 'quoted', text: chain }]);

    const html = `<p>Still &amp; ever blank</p><blockquote>Open the login page</blockquote><img src="${'A'.repeat(50_000)}">`;
    const mail = await desk.call('POST', path, { text: html, contentType: 'text/html' });
    expect(mail.body.replies.at(-1)).toMatchObject({ text: 'Still & ever blank' });
    expect((await desk.call('POST', path, { text: 'x', headers: { 'bad name': '' } })).status).toBe(400);
  });

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
