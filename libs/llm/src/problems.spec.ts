import { describe, expect, it } from '@jest/globals';
import { answerTicket } from './answer-ticket.js';
import { index, options } from './answer-ticket.fixture.js';
import { extractive } from './extractive/extractive.js';
import type { Problem } from './problems.js';
import { vectorOf } from './twins/bag-of-words.js';
import { passage, passages, request } from './twins/requests.js';

const vpn = passages.slice(0, 2);
const scanner = passage('55555555-5555-4555-8555-555555555555', 'scan-1', 'Scan to email fails', {
  similarity: 0.3,
  text: 'Choose the scanner profile Email and enter the address again.',
});
const near = (found: typeof passages) => found.map((one) => ({ ...one, similarity: 0.9 }));
const problem = (text: string, found: typeof passages): Problem => ({
  text,
  embedding: vectorOf(text),
  passages: found,
});

const vpnProblem = problem('The VPN client stops at connecting with error 809.', near(vpn));
const scanProblem = problem('Also, scan to email fails for the scanner address.', near([scanner]));
const strange = problem('Also, the dishwasher leaks.', []);

async function answer(problems: Problem[], language = 'en') {
  const asked = request({ ticket: { language }, passages: [...passages, scanner] });
  return answerTicket({ ...asked, problems }, extractive(index), options);
}

describe('a ticket of several problems', () => {
  it('is answered problem by problem when an article answers each', async () => {
    const outcome = await answer([vpnProblem, scanProblem]);
    const text = outcome.status === 'answered' ? outcome.answer.text : '';
    expect(text).toContain('“Also, scan to email fails for the scanner address”');
    expect(text).toContain('Choose the scanner profile Email and enter the address again. [4]');
    expect(outcome).toMatchObject({ answer: { citations: [{ n: 2 }, { n: 4 }] } });
  });

  it('goes to a person with what is answered, and says what is not', async () => {
    const outcome = await answer([vpnProblem, strange]);
    expect(outcome).toMatchObject({
      status: 'needs_human',
      reason: 'partly_answered',
      detail: 'No article answers a part of the ticket: “Also, the dishwasher leaks”.',
    });
    const suggested = outcome.status === 'needs_human' ? outcome.suggestion?.text : undefined;
    expect(suggested).toContain('A person takes the rest: “Also, the dishwasher leaks”.');
  });

  it('is one problem when the same article is about all of it', async () => {
    const again = problem('And the client asks for a password each time.', near(vpn));
    expect(await answer([vpnProblem, again])).toEqual(await answer([]));
  });

  it('is what it was when nothing answers a part of it', async () => {
    const asked = { ...request({ passages: [] }), problems: [strange, strange] };
    expect(await answerTicket(asked, extractive(index), options)).toMatchObject({ reason: 'no_supporting_passage' });
  });
});
