import { describe, expect, it } from '@jest/globals';
import { withDefaultConsent } from './consent.js';

describe('withDefaultConsent', () => {
  it('keeps what the requester said and fills the rest by policy', () => {
    const policy = { externalProcessing: true, training: false };
    expect(withDefaultConsent(undefined, policy)).toEqual(policy);
    expect(withDefaultConsent({ externalProcessing: false }, policy)).toEqual({
      externalProcessing: false,
      training: false,
    });
    expect(withDefaultConsent({ training: true }, policy)).toEqual({ externalProcessing: true, training: true });
  });
});
