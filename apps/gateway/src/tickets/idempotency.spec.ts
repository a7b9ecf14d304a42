import { describe, expect, it } from '@jest/globals';
import { submitTicketBody } from '@driftdesk/contracts';
import { digestRequest } from './idempotency.js';

const digest = (body: object) => digestRequest(submitTicketBody.parse(body));

describe('the digest of a request', () => {
  it('is the same for the same request, however its fields are ordered and its defaults spelled out', () => {
    const once = digest({ subject: 'VPN', body: 'It drops', consent: { training: false } });
    expect(once).toMatch(/^[0-9a-f]{64}$/);
    expect(digest({ consent: { training: false }, channel: 'api', body: 'It drops', subject: 'VPN' })).toBe(once);
  });

  it('is another for any other request', () => {
    const digests = [
      { body: 'It drops' },
      { body: 'It drops ' },
      { body: 'It drops', subject: 'VPN' },
      { body: 'It drops', channel: 'mail' },
      { body: 'It drops', consent: { training: false } },
      { body: 'It drops', consent: { training: true } },
    ].map(digest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});
