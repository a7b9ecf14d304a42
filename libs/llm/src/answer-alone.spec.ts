import { describe, expect, it } from '@jest/globals';
import { answer } from './answer-ticket.fixture.js';
import { passages } from './twins/requests.js';

describe('a ticket that the classifier does not route', () => {
  it.each(['abstained', 'outOfScope'])('answers from an article that is sure by itself: %s', async (flag) => {
    expect(await answer({ classification: { [flag]: true } })).toMatchObject({ status: 'answered' });
  });

  it('wants an article to be surer when nobody says where the ticket belongs', async () => {
    const middling = passages.map((passage) => ({ ...passage, similarity: 0.5, queue: 'network' }));
    const body = 'The VPN client stops. What can I try?';
    const ticket = { subject: undefined, body };
    expect(await answer({ ticket, passages: middling })).toMatchObject({ status: 'answered' });
    expect(await answer({ ticket, passages: middling, classification: { abstained: true } })).toMatchObject({
      reason: 'not_confident',
    });
  });

  it('answers what asks for an article by its title', async () => {
    const found = passages.map((passage) => ({ ...passage, title: 'Clean the coffee machine', similarity: 0.4 }));
    const ticket = { subject: undefined, body: 'How do I clean the coffee machine?' };
    const classification = { outOfScope: true };
    expect(await answer({ ticket, passages: found, classification })).toMatchObject({ status: 'answered' });
    const other = { ...ticket, body: 'The coffee machine gives nothing but cold milk since Monday.' };
    expect(await answer({ ticket: other, passages: found, classification })).toMatchObject({ status: 'needs_human' });
  });
});
