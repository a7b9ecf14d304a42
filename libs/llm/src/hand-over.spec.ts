import { describe, expect, it } from '@jest/globals';
import type { Alert } from '@driftdesk/contracts';
import { answerTicket } from './answer-ticket.js';
import { answer, good, options, scripted } from './answer-ticket.fixture.js';
import { createPassageIndex } from './passage-index.js';
import { request } from './twins/requests.js';

const alert: Alert = {
  rule: 'lost-device',
  reason: 'security_incident',
  labels: { urgency: 'high' },
  acknowledgement: 'Call the service desk now.',
};
const handedOver = { status: 'needs_human', reason: 'security_incident' };

describe('a ticket that a rule fits', () => {
  it('goes to a person, and what an article says goes with it', async () => {
    expect(await answer({ classification: { alert } })).toMatchObject({
      ...handedOver,
      detail: 'The ticket’s words fit the rule “lost-device”: a person decides.',
      suggestion: { provider: 'extractive', grounded: true },
    });
  });

  it('is not shown to a provider', async () => {
    const provider = scripted({ declined: 'No.' });
    await answer({ classification: { alert } }, provider);
    expect(provider.given).toEqual([]);
  });

  it.each([{ abstained: true }, { outOfScope: true }, {}])(
    'is not lost when nothing answers it: %j',
    async (unsure) => {
      const outcome = await answer({ classification: { alert, ...unsure }, passages: [] });
      expect(outcome).toMatchObject(handedOver);
      expect(outcome).not.toHaveProperty('suggestion');
    },
  );

  it('is not lost when the embedder fails', async () => {
    const broken = createPassageIndex(() => Promise.reject(new Error('worker died')));
    const outcome = await answerTicket(request({ classification: { alert } }), good, { ...options, index: broken });
    expect(outcome).toMatchObject(handedOver);
  });
});
