import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketViewSchema } from '@driftdesk/contracts';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

describe('tickets that are for people', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk()));
  afterAll(() => desk.remove());

  const submit = async (body: string) => {
    const reply = await desk.call('POST', '/v1/tickets', { body }, { prefer: 'wait=20' });
    return ticketViewSchema.parse(reply.body);
  };

  it.each([
    ['I typed my password into a fake login page this morning', 'phished', 'security_incident', /Change the password/],
    ['On m’a volé mon ordinateur portable dans le train', 'lost-device', 'security_incident', /Appelez tout de suite/],
    ['There is smoke coming out of the server room', 'safety', 'safety', /emergency number/],
    ['We received a subpoena for the mailbox of a former employee', 'legal', 'legal', /Delete and change nothing/],
  ])('%s', async (body, rule, reason, advice) => {
    const ticket = await submit(body);
    expect(ticket).toMatchObject({ status: 'needs_human', reason, alert: { rule }, urgency: { label: 'high' } });
    expect(ticket.alert?.acknowledgement).toMatch(advice);
    expect(ticket.urgency?.predicted).toBeDefined();
    expect(ticket.answer).toBeUndefined();
    const { body: page } = await desk.call('GET', '/v1/tickets?urgency=high&status=needs_human');
    expect(page.items.map(({ id }: { id: string }) => id)).toContain(ticket.id);
  });

  it('keeps the urgency of who only wants a person', async () => {
    const ticket = await submit('No bot please, let a human call me about my monitor');
    expect(ticket).toMatchObject({ status: 'needs_human', reason: 'person_requested' });
    expect(ticket.urgency?.confidence).toBeDefined();
  });

  it('attaches what an article says, as a suggestion', async () => {
    const ticket = await submit('I spilled a cup of coffee over the keyboard of my laptop, what should I do?');
    expect(ticket).toMatchObject({ status: 'needs_human', reason: 'safety', suggestion: { grounded: true } });
  });

  it('leaves a question about danger to the knowledge base', async () => {
    expect(await submit('How do I report a phishing mail?')).not.toHaveProperty('alert');
  });

  it('shows an agent’s correction instead of the rule’s label', async () => {
    const { id } = await submit('My laptop was stolen from my car last night');
    const { body } = await desk.call('POST', `/v1/tickets/${id}/feedback`, { urgency: 'medium' });
    expect(body.urgency).toMatchObject({ label: 'high', corrected: 'medium' });
  });
});
